import type { Attribute, Element, Import, ModuleFacts, PageScript } from '../model/facts.js';
import type { ScriptSource } from './javascript/index.js';
import { type PageElement, pageElements } from './markup/elements.js';
import { addHandler, type PageLists } from './markup/handlers.js';
import { pageFlow } from './markup/page-flow.js';
import { remapFacts } from './markup/remap.js';
import { readWithHoles } from './markup/stand-ins.js';
import { angularDirectives } from './markup/tag-directives.js';
import { type Hole, scriptVariants } from './markup/template-script.js';
import { type Directive, directivesIn, findDirectives, maskDirectives, OUTPUT_RUN } from './markup/templating.js';
import { type MarkupAttribute, type MarkupTag, parseMarkup } from './markup/tree.js';
import { newScript } from './markup/virtual.js';

type Summarise = (source: ScriptSource) => ModuleFacts;

/**
 * Summarises a page: its elements and scripts in document order, as the flow of one body. Event attributes become functions of
 * the page. Pages of template languages are read as they stand: what the template puts out is unknown, what stands between its
 * conditions is there only where an opaque test holds. Never throws; what cannot be read is a gap.
 */
export function readHtml(file: string, text: string, summarise: Summarise): ModuleFacts {
  const isAngular = /\.component\.html$/.test(file);
  const directives = merged(findDirectives(text, /\.blade\.php$/.test(file)), isAngular ? angularDirectives(text) : []);
  const nodes = parseMarkup(maskDirectives(text, directives), { components: false });
  const { elements, dropped } = pageElements(nodes, directives);
  const page: Reading = { file, text, directives, summarise };
  const lists: PageLists = {
    functions: [],
    bindings: [],
    classes: [],
    calls: [],
    elements: elements.map(({ element }) => element),
    imports: [],
    addresses: [],
    gaps: [],
  };
  if (dropped > 0) lists.gaps.push({ stage: 'parse', file, why: `${dropped} elements of a very long page were left out` });
  const flow = pageFlow(
    elements.map(({ element }, index) => ({ start: element.start, element: index })),
    withElementTests(elements, directives),
  );
  lists.functions.push({ params: [], isAsync: true, isGenerator: false, arrow: false, parent: -1, flow, start: 0, end: text.length });
  const scripts: PageScript[] = [];
  const inert = inTemplates(elements);
  for (const [index, { element, tag }] of elements.entries()) {
    if (tag.name === 'script' && inert[index] === 0) addScript(page, lists, scripts, tag, index);
    const handled = withHandlers(page, lists, element, tag);
    if (handled) lists.elements[index] = handled;
  }
  const lang = elements.find(({ tag }) => tag.name === 'html')?.tag.attributes.find(({ name }) => name === 'lang')?.value;
  return {
    file,
    language: 'html',
    isScript: false,
    ...lists,
    exports: [],
    globals: [],
    directives: [],
    page: { scripts, elements: elements.map((_, index) => index), ...(lang === undefined ? {} : { lang }) },
  };
}

/** Attributes by which an element is there only where something holds; what runs them differs, the meaning does not. */
const TESTS: ReadonlyMap<string, boolean> = new Map([
  ['th:if', false],
  ['th:unless', true],
  ['v-if', false],
  ['x-if', false],
  ['*ngif', false],
  ['ng-if', false],
  ['data-ng-if', false],
  ['py:if', false],
  ['t-if', false],
]);

function merged(some: readonly Directive[], others: readonly Directive[]): readonly Directive[] {
  if (others.length === 0) return some;
  // What Angular puts out in double braces is no directive of a server.
  return [...some.filter(({ role }) => role === 'output'), ...others].sort((a, b) => a.start - b.start);
}

/** Adds the tests that stand on elements to those that stand between them. */
function withElementTests(elements: readonly PageElement[], directives: readonly Directive[]): readonly Directive[] {
  const own = elements.flatMap(({ element, tag }, index): Directive[] => {
    const test = tag.attributes.find(({ name }) => TESTS.has(name));
    if (!test?.value) return [];
    const kind = `element ${index}`;
    const negated = TESTS.get(test.name) ?? false;
    return [
      { start: element.start, end: element.openEnd, role: 'if', kind, text: test.value, negated },
      { start: element.end, end: element.end, role: 'end', kind, text: '', negated: false },
    ];
  });
  if (own.length === 0) return directives;
  const isEnd = (directive: Directive) => (directive.role === 'end' ? 0 : 1);
  return [...directives, ...own].sort((a, b) => a.start - b.start || isEnd(a) - isEnd(b));
}

interface Reading {
  readonly file: string;
  readonly text: string;
  readonly directives: readonly Directive[];
  readonly summarise: Summarise;
}

/** Types whose content is data or a template. Any other may be run by the browser or by who manages its scripts. */
const DATA_TYPE = /json|template|handlebars|mustache|html|importmap|speculationrules|shader|glsl|\bcss|xml|markdown|\btex\b|csv|graphql|^math\//i;

function addScript(page: Reading, lists: PageLists, scripts: PageScript[], tag: MarkupTag, index: number): void {
  const type = attribute(tag, 'type')?.value?.trim() ?? '';
  if (/^importmap$/i.test(type)) lists.imports.push(...mappedAddresses(page.text, tag));
  if (DATA_TYPE.test(type)) return;
  const src = attribute(tag, 'src');
  if (src?.value !== undefined) {
    const written = page.text
      .slice(src.start, src.end)
      .replace(/^[^=]*=\s*/, '')
      .replace(/^(["'])([\s\S]*)\1$/, '$2');
    const known = addressOf(page, src, written);
    // What is not run as it stands is no import: whoever runs it later decides.
    if (known !== undefined && RUN_TYPE.test(type)) lists.imports.push({ specifier: specifierOf(known), typeOnly: false, start: src.start, end: src.end });
    scripts.push({ element: index, src: known ?? written, type, ...(known === undefined ? {} : { specifier: specifierOf(known) }) });
    return;
  }
  const facts = /\S/.test(page.text.slice(tag.openEnd, tag.closeStart)) ? inlineScript(page, tag, type) : undefined;
  scripts.push({ element: index, type, ...(facts ? { facts } : {}) });
}

/** Addresses to which a map of imports leads, the first of each host: scripts of the page load from there. */
function mappedAddresses(text: string, tag: MarkupTag): Import[] {
  const hosts = new Set<string>();
  return [...text.slice(tag.openEnd, tag.closeStart).matchAll(/:\s*"((?:https?:)?\/\/([^/"\s]+)[^"\s]*)"/g)].flatMap((match) => {
    const [whole, address = '', host = ''] = match;
    if (hosts.has(host)) return [];
    hosts.add(host);
    const end = tag.openEnd + match.index + whole.length;
    return [{ specifier: address, typeOnly: false, start: end - address.length - 2, end }];
  });
}

function attribute(tag: MarkupTag, name: string): MarkupAttribute | undefined {
  return tag.attributes.find((one) => one.name === name);
}

/** Marks what a `<template>` holds: it exists only once a script takes it out. A shadow root is there at once. */
function inTemplates(elements: readonly PageElement[]): Uint8Array {
  const inert = new Uint8Array(elements.length);
  for (const [index, { element }] of elements.entries()) {
    const around = element.parent === undefined ? undefined : elements[element.parent];
    if (around && element.parent !== undefined)
      inert[index] = inert[element.parent] || (around.tag.name === 'template' && !attribute(around.tag, 'shadowrootmode')) ? 1 : 0;
  }
  return inert;
}

/**
 * The address of a script. Of an address that a template makes the beginning is known where it names a host, or the file
 * where a single one is named: `{% static 'js/app.js' %}`, `{{ url_for('static', filename='js/app.js') }}`.
 */
function addressOf(page: Reading, src: MarkupAttribute, written: string): string | undefined {
  const inside = directivesIn(page.directives, src.start, src.end);
  if (inside.length === 0) return (src.value ?? '').trim();
  const known = (src.value ?? '').split(OUTPUT_RUN)[0] ?? '';
  if (/^(?:https?:)?\/\/[^/\s]+\//.test(known)) return known;
  const named = [...written.matchAll(/(["'])([^"'<>{}]*\.[cm]?[jt]sx?)\1/g)].map((match) => match[2] ?? '');
  const [only] = named;
  if (inside.length !== 1 || named.length !== 1 || only === undefined) return undefined;
  return /^(?:https?:)?\/\//.test(only) ? only : `/${only.replace(/^\.?\//, '')}`;
}

/** A relative address in a page needs no `./`, and what follows the path is not part of the file's name. */
function specifierOf(address: string): string {
  if (/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(address)) return address;
  const path = address
    .replace(/[?#].*$/s, '')
    .replace(/^%(?:PUBLIC_URL|BASE_URL)%/, '')
    .replace(/^(?=[^/.])/, './');
  return path.startsWith('.') && !/^\.\.?\//.test(path) ? `./${path}` : path;
}

function inlineScript(page: Reading, tag: MarkupTag, type: string): ModuleFacts | undefined {
  const { file, text, directives, summarise } = page;
  const { conditional, flat, holes } = scriptVariants(text, tag.openEnd, tag.closeStart, directives);
  const dialect = /typescript|^ts$/i.test(type) || attribute(tag, 'lang')?.value === 'ts' ? 'ts' : /babel|jsx/i.test(type) ? 'jsx' : 'js';
  const source = { file, offset: tag.openEnd, dialect, isScript: type.toLowerCase() !== 'module' } as const;
  const read = firstSound(flat === conditional ? [conditional] : [conditional, flat], holes, (code) =>
    summarise({ ...source, text: withoutHtmlComment(code) }),
  );
  return read.gaps.length > 0 && !RUN_TYPE.test(type) ? undefined : read;
}

/** The first variant that reads without a fault: as it stands, then with other things in its holes; else the last as it stands. */
function firstSound(variants: readonly string[], holes: readonly Hole[], read: (code: string) => ModuleFacts): ModuleFacts {
  const isSound = ({ gaps }: ModuleFacts) => gaps.length === 0;
  let last: ModuleFacts | undefined;
  for (const code of variants) {
    last = read(code);
    if (isSound(last)) return last;
  }
  for (const code of holes.length > 0 ? variants : []) {
    const filled = readWithHoles(code, holes, read);
    if (isSound(filled)) return filled;
  }
  return last ?? read('');
}

const RUN_TYPE = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma|j|live)script.*|text\/(?:babel|jsx|typescript))$/i;

/** Old pages hide their scripts from older browsers. */
function withoutHtmlComment(script: string): string {
  const shown = script.replace(/^\s*(?:\/\/\s*)?(?:<!--|<!\[CDATA\[)[^\n]*\n?/, blank);
  const code = shown.trimEnd();
  const line = code.slice(code.lastIndexOf('\n') + 1);
  return /^\s*(?:\/\/\s*)?(?:-->|\]\]>)$/.test(line) ? shown.slice(0, code.length - line.length) + blank(shown.slice(code.length - line.length)) : shown;
}

const blank = (found: string): string => found.replace(/[^\n\r]/g, ' ');

const EVENT = /^on[a-z]+$/;

/** An element whose event attributes and `javascript:` addresses are functions of the page; undefined where there are none. */
function withHandlers(page: Reading, lists: PageLists, element: Element, tag: MarkupTag): Element | undefined {
  const handlers = new Map<number, Attribute>();
  for (const one of tag.attributes) {
    const isAddress = (one.name === 'href' || one.name === 'action') && /^\s*javascript:/i.test(one.value ?? '');
    if (one.value === undefined || one.value.trim() === '' || (!isAddress && !EVENT.test(one.name))) continue;
    const name = isAddress ? (one.name === 'href' ? 'onclick' : 'onsubmit') : one.name;
    const fn = addHandler(lists, name, handlerScript(page, one, isAddress));
    handlers.set(one.start, { name, value: { kind: 'function', fn }, start: one.start, end: one.end });
  }
  if (handlers.size === 0) return undefined;
  const props = element.props.flatMap((prop) => {
    const handler = 'name' in prop ? handlers.get(prop.start) : undefined;
    return handler ? ('name' in handler && 'name' in prop && handler.name !== prop.name ? [prop, handler] : [handler]) : [prop];
  });
  return { ...element, props };
}

function handlerScript(page: Reading, one: MarkupAttribute, isAddress: boolean): ModuleFacts {
  const writer = newScript();
  for (const part of one.parts) {
    if (part.text.length !== part.end - part.start) writer.write(part.text, part.start, part.end);
    else writer.copy(scriptVariants(page.text, part.start, part.end, page.directives).flat, part.start);
  }
  const script = writer.finish();
  const code = isAddress ? script.text.replace(/^\s*javascript:/i, blank) : script.text;
  const facts = page.summarise({ file: page.file, text: code, offset: 0, dialect: 'js', isScript: true });
  return remapFacts(facts, { start: script.start, end: script.end });
}
