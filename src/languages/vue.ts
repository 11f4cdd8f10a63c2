import type { ModuleFacts } from '../model/facts.js';
import { type Outline, outlineOf } from './markup/code.js';
import {
  besideJsx,
  componentName,
  copyCode,
  type Edit,
  findInCode,
  hoistImports,
  inOrder,
  pascal,
  type Summarise,
  summariseComponent,
  withoutModuleItems,
} from './markup/component.js';
import { templateOf } from './markup/jsx.js';
import { findMustaches, rawStretches } from './markup/mustaches.js';
import { maskDirectives } from './markup/templating.js';
import { type MarkupTag, parseMarkup } from './markup/tree.js';
import { newScript, type ScriptWriter, type VirtualScript } from './markup/virtual.js';
import { instanceEdits, writeInstance } from './markup/vue-options.js';
import { vueTemplate } from './markup/vue-template.js';
import { templateValues } from './markup/vue-values.js';
import type { VueTemplate } from './markup/vue-writing.js';

/**
 * Summarises a single-file component of Vue as one module. Its scripts keep their positions; `<script setup>` is the body of a
 * function that runs per mount and yields the template, as JSX would. A component written as an options object gets a `render`
 * method that yields the template, in which names belong to `this`. Never throws; what cannot be read is a gap.
 */
export function readVue(file: string, text: string, summarise: Summarise): ModuleFacts {
  const mustaches = findMustaches(text, rawStretches(text));
  const nodes = parseMarkup(maskDirectives(text, mustaches), { components: true });
  const top = nodes.filter((node): node is MarkupTag => node.kind === 'tag' && node.parent < 0);
  const scripts = top.filter((tag) => tag.name === 'script' && !attributeOf(tag, 'src'));
  const setup = scripts.find((tag) => hasAttribute(tag, 'setup'));
  const plain = scripts.find((tag) => !hasAttribute(tag, 'setup'));
  const root = nodes.findIndex((node) => node.kind === 'tag' && node.parent < 0 && node.name === 'template');
  const rootTag = nodes[root];
  const foreign = rootTag?.kind === 'tag' ? attributeOf(rootTag, 'lang') : undefined;
  const isRead = root >= 0 && (foreign === undefined || foreign === 'html');
  const typed = scripts.some((tag) => /^tsx?$/.test(attributeOf(tag, 'lang') ?? ''));
  const parts: Parts = {
    file,
    text,
    plain: plain && { tag: plain, outline: outlineOf(text.slice(plain.openEnd, plain.closeStart)) },
    setup: setup && { tag: setup, outline: outlineOf(text.slice(setup.openEnd, setup.closeStart)) },
    typed,
  };
  const limits = { exceeded: false };
  const template: VueTemplate = { text, limits, template: templateOf(nodes), mustaches, names: namesOf(parts), emits: emitName(parts) };
  let region = { start: 0, end: 0 };
  const build = (withTemplate: boolean): VirtualScript => {
    const out = newScript();
    writeComponent(out, parts, () => {
      const start = out.length();
      if (withTemplate && isRead) vueTemplate(out, template, root);
      else out.write('null', 0, text.length);
      region = { start, end: out.length() };
    });
    return out.finish();
  };
  const facts = summariseComponent(
    {
      file,
      language: 'vue',
      dialect: typed ? 'tsx' : 'jsx',
      build,
      limits,
      replaceIn: (virtual) =>
        templateValues(
          virtual,
          region,
          setup !== undefined || plain === undefined
            ? { kind: 'setup', mentioned: setup ? text.slice(setup.openEnd, setup.closeStart) : '' }
            : { kind: 'options', hasSetup: /\bsetup\s*(?:\(|:)/.test(text.slice(plain.openEnd, plain.closeStart)) },
        ),
    },
    summarise,
  );
  if (root < 0 || isRead) return facts;
  return { ...facts, gaps: [...facts.gaps, { stage: 'parse', file, why: `a template written in ${foreign} is not read` }] };
}

interface Script {
  readonly tag: MarkupTag;
  readonly outline: Outline;
}

interface Parts {
  readonly file: string;
  readonly text: string;
  readonly plain: Script | undefined;
  readonly setup: Script | undefined;
  readonly typed: boolean;
}

const hasAttribute = (tag: MarkupTag, name: string): boolean => tag.attributes.some((attribute) => attribute.name === name);
const attributeOf = (tag: MarkupTag, name: string): string | undefined => tag.attributes.find((attribute) => attribute.name === name)?.value;

function namesOf(parts: Parts): ReadonlySet<string> {
  return new Set([...(parts.plain?.outline.names ?? []), ...(parts.setup?.outline.names ?? [])]);
}

function emitName(parts: Parts): string | undefined {
  const { setup, text } = parts;
  return setup && /\b(?:const|let|var)\s+([\w$]+)\s*=\s*defineEmits\b/.exec(text.slice(setup.tag.openEnd, setup.tag.closeStart))?.[1];
}

function writeComponent(out: ScriptWriter, parts: Parts, writeTemplate: () => void): void {
  const { plain, setup, text } = parts;
  const whole: readonly [number, number] = [0, text.length];
  writeAutoImports(out, parts);
  if (!setup && plain) {
    writeOptions(out, parts, plain, writeTemplate);
    return;
  }
  if (plain) {
    const named = plain.outline.exports.filter((entry) => entry.what === 'default').map((entry) => defaultExport(plain, entry, text));
    copyCode(out, text, plain.tag.openEnd, plain.tag.closeStart, inOrder(named, typeEdits(parts, plain)));
    out.write(';\n', ...whole);
  }
  if (setup) hoistImports(out, text, setup.tag.openEnd, setup.outline);
  const { helpers, edits } = setup ? macros(parts, setup) : { helpers: '', edits: [] };
  out.write(`export default ${setup?.outline.awaits ? 'async ' : ''}function ${componentName(parts.file, namesOf(parts))}(__props) {${helpers}\n`, ...whole);
  if (setup)
    copyCode(out, text, setup.tag.openEnd, setup.tag.closeStart, inOrder(withoutModuleItems(setup.tag.openEnd, setup.outline), edits, typeEdits(parts, setup)));
  out.write('\n;return (', ...whole);
  writeTemplate();
  out.write(');\n}', ...whole);
}

const typeEdits = (parts: Parts, script: Script): readonly Edit[] => (parts.typed ? besideJsx(parts.text, script.tag.openEnd, script.tag.closeStart) : []);

function defaultExport(script: Script, entry: Outline['exports'][number], text: string): Edit {
  const start = script.tag.openEnd + entry.start;
  return { start, end: start + (/^export\s+default\b/.exec(text.slice(start, start + 200))?.[0].length ?? 0), text: 'const __options =' };
}

/** What the compiler makes of `defineProps` and its kin, as far as it concerns who gets which value. */
function macros(parts: Parts, setup: Script): { readonly helpers: string; readonly edits: readonly Edit[] } {
  const { text } = parts;
  const { openEnd: start, closeStart: end } = setup.tag;
  const code = text.slice(start, end);
  const helpers = [
    ...(/\bdefineProps\b/.test(code) ? ['defineProps = () => __props'] : []),
    ...(/\bwithDefaults\b/.test(code) ? ['withDefaults = (given, byDefault) => ({ ...byDefault, ...given })'] : []),
  ];
  const edits: Edit[] = [];
  const emits = emitName(parts);
  if (emits !== undefined) edits.push(...emitEdits(text, start, end, emits));
  return { helpers: helpers.length > 0 ? ` const ${helpers.join(', ')};` : '', edits };
}

/** `emit('accept-all')` calls what the parent gave as `onAcceptAll`. */
export function emitEdits(text: string, start: number, end: number, emits: string): Edit[] {
  const edits: Edit[] = [];
  const pattern = new RegExp(`${emits.replace(/\$/g, '\\$')}\\(\\s*(['"])([\\w:-]+)\\1\\s*,?`);
  findInCode(text, start, end, pattern, (match) =>
    edits.push({ start: match.index, end: match.index + match[0].length, text: `__props.on${pascal(match[2] ?? '')}?.(` }),
  );
  return edits;
}

const COMPOSITION =
  'ref shallowRef reactive computed watch watchEffect onMounted onBeforeMount onUpdated onActivated nextTick inject provide toRef toRefs readonly'.split(' ');

/** Names of Vue that a build imports by itself. */
function writeAutoImports(out: ScriptWriter, parts: Parts): void {
  const names = namesOf(parts);
  const code = [parts.plain, parts.setup].map((script) => (script ? parts.text.slice(script.tag.openEnd, script.tag.closeStart) : '')).join('\n');
  const missing = COMPOSITION.filter((name) => !names.has(name) && new RegExp(`(?<![.\\w$])${name}(?:<[^()]*>)?\\(`).test(code));
  if (missing.length > 0) out.write(`import { ${missing.join(', ')} } from 'vue';\n`, 0, 0);
}

const OPTIONS = /^export\s+default\s+(?:(?:defineComponent|defineNuxtComponent|[Vv]ue\.extend)\s*(?:<[^()]*>)?\(\s*)?\{|^export\s+default\s+class\b[^{]*\{/;

function writeOptions(out: ScriptWriter, parts: Parts, plain: Script, writeTemplate: () => void): void {
  const { text } = parts;
  const { openEnd: start, closeStart: end } = plain.tag;
  const exported = plain.outline.exports.find((entry) => entry.what === 'default');
  const from = exported === undefined ? end : start + exported.start;
  const opening = OPTIONS.exec(text.slice(from, Math.min(end, from + 2000)))?.[0];
  const edits = typeEdits(parts, plain);
  const whole: readonly [number, number] = [0, text.length];
  if (opening?.includes('class')) {
    const at = from + opening.length;
    copyCode(out, text, start, at, edits);
    out.write(' render(__props) { return (', ...whole);
    writeTemplate();
    out.write('); }', ...whole);
    const rest = edits.filter((edit) => edit.start >= at);
    copyCode(out, text, at, end, rest);
    return;
  }
  if (opening !== undefined) {
    const at = from + opening.length;
    copyCode(out, text, start, from, edits);
    out.write(`const __self = {};\nconst __options = ${opening.includes('(') ? '({' : '{'}`, from, at);
    const own = instanceEdits(text, at, end, (event) => `on${pascal(event)}`);
    const rest = edits.filter((edit) => edit.start >= at);
    copyCode(out, text, at, end, inOrder(rest, own));
    out.write('\n;__options.render = function render(__props) {\n', from, at);
    writeInstance(out, text, at, end);
    out.write('return (', ...whole);
    writeTemplate();
    out.write('); };\nexport default __options;', ...whole);
    return;
  }
  const named = exported ? [defaultExport(plain, exported, text)] : [];
  copyCode(out, text, start, end, inOrder(named, edits));
  out.write(`\n;${exported ? '' : 'const __options = {};'}__options.render = function render(__props) { return (`, ...whole);
  writeTemplate();
  out.write('); };\nexport default __options;', ...whole);
}
