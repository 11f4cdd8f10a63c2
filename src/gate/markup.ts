import type { ConsentMarkup, Purpose } from '../model/consent.js';
import type { Expr } from '../model/expr.js';
import type { Element } from '../model/facts.js';
import type { Sighting } from '../model/sighting.js';
import type { Defect, Verdict } from '../model/usage.js';
import { activatorsOf } from './activators.js';
import type { Gate } from './index.js';

/**
 * What markup itself says about a script or frame: a consent platform's attribute with a type that browsers do not run.
 * Undefined where the element carries no such mark; then the worlds decide.
 */
export function judgeMarkup(state: Gate, sighting: Sighting): Verdict | undefined {
  const element = elementOf(state, sighting);
  if (!element) return undefined;
  const type = textOf(element, 'type')?.toLowerCase() ?? '';
  // Platforms share attributes: what one of them exempts or inverts counts, what is always on only where all agree. The app's own is named.
  const markups = state.input.consent.markup.flatMap((markup) => {
    const bearer = markup.around === undefined ? element : elementAround(state, sighting, element, markup.around);
    const value = bearer && valueOf(bearer, markup);
    return value === undefined || !isSeen(state, markup) ? [] : [{ markup, value }];
  });
  const own = markups.filter(({ markup }) => isCarried(state, markup.api));
  const others = markups.filter(({ markup }) => !own.some((one) => one.markup.attribute === markup.attribute));
  const marked = [...own, ...others].map(({ markup, value }) => ({ verdict: judged(state, sighting, element, markup, value, type) }));
  const inverted = marked.find(({ verdict }) => verdict.defect === 'inverted');
  const accepted = marked.find(({ verdict }) => verdict.kind === 'gated');
  if (marked.length > 0) return (inverted ?? accepted ?? marked[0])?.verdict;
  const inert = state.input.consent.markup.some((markup) => markup.inertTypes.includes(type));
  if (!inert || type === 'text/javascript') return undefined;
  // Inert, and nothing is known that would start it.
  return {
    kind: 'gated',
    grants: ['any'],
    transfer: 'none',
    confidence: 'low',
    because: [{ span: spanOf(sighting, element), note: `the browser does not run scripts of the type ${type}` }],
  };
}

/** A script that the browser does not run, as a usage at each place where code of the app itself looks it up to run it. */
export function wokenIn(state: Gate, sighting: Sighting): readonly Sighting[] {
  const element = elementOf(state, sighting);
  const type = element && textOf(element, 'type')?.toLowerCase();
  const isInert = type !== undefined && type !== 'text/javascript' && state.input.consent.markup.some(({ inertTypes }) => inertTypes.includes(type));
  if (!element || !isInert) return [];
  const { element: _, ...rest } = sighting;
  return activatorsOf(state.input.program, element).map((point) => ({ ...rest, points: [point] }));
}

/** Holds if an attribute with a plain name is the platform's: something else of it is seen, too. */
function isSeen(state: Gate, { api, seenWith }: ConsentMarkup): boolean {
  if (seenWith === undefined || isCarried(state, api)) return true;
  const names = (text: string) => seenWith.some((one) => text.includes(one));
  return state.input.program.modules.some(
    ({ addresses, calls, elements }) =>
      addresses.some(({ value }) => names(value)) ||
      calls.some(({ callee }) => seenWith.includes(nameOfPage(callee) ?? '')) ||
      elements.some(({ props }) =>
        props.some((prop) => 'name' in prop && prop.name === 'src' && prop.value.kind === 'literal' && names(String(prop.value.value))),
      ),
  );
}

/** The name of the page that an expression begins with: `cookiehub` of `window.cookiehub.load`. */
function nameOfPage(expr: Expr): string | undefined {
  if (expr.kind === 'global') return expr.name;
  if (expr.kind !== 'member') return undefined;
  return expr.object.kind === 'global' && expr.object.name === 'window' ? expr.name : nameOfPage(expr.object);
}

/** Holds if the app imports or depends on a package of the platform. */
function isCarried({ input }: Gate, api: string): boolean {
  const packages = new Set(input.consent.reads.flatMap((read) => (read.api === api ? (/^npm:([^#]+)#/.exec(read.path)?.[1] ?? []) : [])));
  const { modules, manifests } = input.program;
  return (
    packages.size > 0 &&
    (modules.some(({ imports }) => imports.some(({ specifier }) => packages.has(specifier))) ||
      manifests.some(({ dependencies }) => dependencies.some(({ name }) => packages.has(name))))
  );
}

function judged(state: Gate, sighting: Sighting, element: Element, markup: ConsentMarkup, value: string, type: string): Verdict {
  const because = [{ span: spanOf(sighting, element), note: `${markup.api}: ${markup.attribute}=“${value}”` }];
  const open = (defect: Defect): Verdict => ({ kind: 'defective', defect, grants: [], transfer: 'none', confidence: 'high', because });
  if (markup.exempt.includes(value)) return open('bypassed');
  if (markup.negation && value.startsWith(markup.negation)) return open('inverted');
  const values = value.split(/[\s,]+/).filter(Boolean);
  if (values.some((one) => markup.alwaysOn.includes(one))) return open('constant');
  const carriesSource = markup.source !== undefined && textOf(element, markup.source) !== undefined && textOf(element, 'src') === undefined;
  const blocks = markup.around !== undefined || markup.inertTypes.includes(type) || carriesSource;
  if (!blocks) return open('bypassed');
  const meant = (values.length > 0 ? values : ['']).map((one) =>
    Object.hasOwn(markup.purposes, one) ? markup.purposes[one] : one === '' ? undefined : markup.purposes['*'],
  );
  // Nobody says what a platform does with a category that it has not: it may wait for ever, or for nothing.
  if (meant.every((one) => one === undefined)) return strange(because, markup, value);
  const purposes = [...new Set(meant.flatMap((one) => one ?? []))];
  const confidence = meant.includes(undefined) ? 'medium' : 'high';
  const fits = new Set<Purpose>([...(state.input.consent.fits[sighting.category] ?? []), 'any']);
  const grants = purposes.filter((purpose) => purpose !== 'other');
  if (purposes.length > 0 && !purposes.some((purpose) => fits.has(purpose)))
    return { kind: 'defective', defect: 'wrong-purpose', grants, transfer: 'none', confidence: 'high', because };
  return { kind: 'gated', grants: grants.length > 0 ? grants : ['any'], transfer: 'none', confidence, because };
}

function strange(because: Verdict['because'], markup: ConsentMarkup, value: string): Verdict {
  const note = value === '' ? `${markup.api} is told no category` : `${markup.api} is not known to have a category “${value}”`;
  return { kind: 'unknown', grants: [], transfer: 'none', confidence: 'low', because: because.map(({ span }) => ({ span, note })) };
}

/** The element of a sighting, or the script element around it. */
function elementOf(state: Gate, sighting: Sighting): Element | undefined {
  if (sighting.element) return state.input.program.modules[sighting.element.module]?.elements[sighting.element.element];
  const at = sighting.points[0];
  if (!at) return undefined;
  for (const page of state.input.program.pagesOf[at.module] ?? []) {
    const facts = state.input.program.modules[page];
    for (const script of [...(facts?.page?.scripts ?? []), ...(facts?.scripts ?? [])]) {
      if (script.facts && script.facts === state.input.program.modules[at.module]) return facts?.elements[script.element];
    }
  }
  return undefined;
}

function elementAround({ input }: Gate, { element: place }: Sighting, inner: Element, tag: string): Element | undefined {
  const elements = place ? input.program.modules[place.module]?.elements : undefined;
  for (let around = inner.parent; around !== undefined && elements?.[around]; around = elements[around]?.parent) {
    if (elements[around]?.tag === tag) return elements[around];
  }
  return undefined;
}

function valueOf(element: Element, markup: ConsentMarkup): string | undefined {
  const text = textOf(element, markup.attribute);
  if (text === undefined) return undefined;
  if (markup.prefix === undefined) return text;
  const word = text.split(/\s+/).find((part) => part.startsWith(markup.prefix ?? ''));
  return word?.slice(markup.prefix.length);
}

function textOf(element: Element, name: string): string | undefined {
  for (const prop of element.props) {
    if (!('name' in prop)) continue;
    const known = prop.name === name || (name === 'class' && prop.name === 'className');
    if (known && prop.value.kind === 'literal') return String(prop.value.value);
  }
  return undefined;
}

function spanOf(sighting: Sighting, element: Element): Sighting['span'] {
  return { file: sighting.span.file, start: element.start, end: element.openEnd };
}
