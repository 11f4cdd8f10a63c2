import { remembered } from './remembered.js';

/** What the arguments of one call on the way must be: `[arg(0)="event"]`, `[arg(0)[0]="_trackEvent"]`, `[arg(1)~"^G-"]`. */
export interface Predicate {
  /** Which operation of the path it belongs to, counted from the root. */
  readonly step: number;
  readonly arg: number;
  /** An element or property of the argument. */
  readonly part?: string;
  readonly op: '=' | '~' | '!=';
  readonly value: string;
}

export interface Pattern<T> {
  readonly item: T;
  readonly predicates: readonly Predicate[];
}

/** Access paths that can be asked for by the path of a value. */
export interface PathIndex<T> {
  readonly exact: ReadonlyMap<string, readonly Pattern<T>[]>;
  /** Those with a name left open. */
  readonly wild: (path: string) => readonly Pattern<T>[];
}

export function indexPaths<T>(items: readonly T[], pathOf: (item: T) => string): PathIndex<T> {
  const exact = new Map<string, Pattern<T>[]>();
  const wild: { pattern: RegExp; of: Pattern<T> }[] = [];
  for (const item of items) {
    const { bare, predicates } = splitPredicates(pathOf(item));
    const of = { item, predicates };
    if (bare.includes('.*')) wild.push({ pattern: new RegExp(`^${bare.split('.*').map(escapeRegExp).join('\\.[^.()]+')}$`), of });
    else exact.set(bare, [...(exact.get(bare) ?? []), of]);
  }
  const matching = (path: string) => wild.flatMap(({ pattern, of }) => (pattern.test(path) ? [of] : []));
  return { exact, wild: wild.length === 0 ? () => [] : remembered(matching) };
}

export function lookUp<T>(index: PathIndex<T>, path: string): readonly Pattern<T>[] {
  const found = index.exact.get(path) ?? [];
  const wild = index.wild(path);
  return wild.length === 0 ? found : [...found, ...wild];
}

/** Takes the predicates out of a path: what is left is compared with the path of a value. */
export function splitPredicates(path: string): { readonly bare: string; readonly predicates: readonly Predicate[] } {
  const predicates: Predicate[] = [];
  let bare = '';
  let rest = path;
  const pattern = /\[arg\((\d+)\)(?:\[(\d+)\]|\.([\w$.]+))?(=|~|!=)"((?:[^"\\]|\\.)*)"\]/;
  for (let match = pattern.exec(rest); match; match = pattern.exec(rest)) {
    bare += rest.slice(0, match.index);
    rest = rest.slice(match.index + match[0].length);
    const part = match[2] ?? match[3];
    predicates.push({
      step: stepsIn(bare),
      arg: Number(match[1]),
      ...(part === undefined ? {} : { part }),
      op: match[4] as Predicate['op'],
      value: (match[5] ?? '').replace(/\\(.)/g, '$1'),
    });
  }
  return { bare: bare + rest, predicates };
}

/** How many operations a path has after its root. */
export function stepsIn(path: string): number {
  const afterRoot = path.replace(/^(?:type:)?(?:npm:[^#]*(?:#[\w$*]+)?|global:[\w$]+|url:[^#]*(?:#[\w$*]+)?|event:[^.(]+|file:[^#]*(?:#[\w$*]+)?)/, '');
  return [...afterRoot.matchAll(/\.new\(\)|\.arg\(\d+\)|\.param\(\d+\)|\.given\(\d+\)|\.prop\([^)]*\)|\(\)|<>|\.[\w$*#-]+/g)].length;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
