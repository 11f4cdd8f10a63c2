import { asText, asTexts, type Cursor, complain, type Fields } from './yaml.js';

const MAX_FAMILY = 400;

/**
 * Expands brace families, in any part of a path: `npm:{a,b}#{default,x}.init()` yields four. Yields undefined if a brace
 * is left open, a family is nested or empty, or there would be too many.
 */
export function expandBraces(path: string): readonly string[] | undefined {
  let grown: string[] = [''];
  for (const part of splitAtBraces(path) ?? []) {
    grown = grown.flatMap((head) => part.map((choice) => head + choice));
    if (grown.length > MAX_FAMILY) return undefined;
  }
  return splitAtBraces(path) === undefined ? undefined : grown;
}

/** What is wrong with an access path that has no braces left, or undefined if it is well formed. */
export function pathFault(path: string): string | undefined {
  const taken = takeApart(path);
  if (taken === undefined) return `no root (npm:, url:, type:npm:, global:) in "${path}"`;
  return taken.rest === '' ? undefined : `no step (.name .* () .new() <> = [arg(0)="…"]) at "${taken.rest}" of "${path}"`;
}

/** The root of a path and its steps; `rest` is what is neither. Undefined without a root. */
export function takeApart(path: string): { readonly root: string; readonly steps: readonly string[]; readonly rest: string } | undefined {
  const root = ROOTS.map((pattern) => pattern.exec(path)?.[0]).find((text) => text !== undefined);
  if (root === undefined) return undefined;
  const steps: string[] = [];
  let rest = path.slice(root.length);
  for (let step = STEP.exec(rest)?.[0]; step !== undefined; step = STEP.exec(rest)?.[0]) {
    steps.push(step);
    rest = rest.slice(step.length);
  }
  return { root, steps, rest };
}

/** Reads `path` or `paths` of an entry, expands families and checks each. Faults are complained about and left out. */
export function asPaths(owner: Cursor, fields: Fields, names: readonly [string, string] = ['path', 'paths']): readonly string[] {
  const written = names.flatMap((name) => {
    const at = fields.get(name);
    return at === undefined ? [] : asTexts(at).map((text) => ({ at, text }));
  });
  if (written.length === 0 && !names.some((name) => fields.has(name))) complain(owner, `expected ${names[0]} or ${names[1]}, found nothing`);
  return [...new Set(written.flatMap(({ at, text }) => checked(at, text)))];
}

/** One field that holds an access path or several, families expanded. */
export function asPathField(at: Cursor | undefined): readonly string[] {
  return at === undefined ? [] : asTexts(at).flatMap((text) => checked(at, text));
}

/** A place within a call or an element, relative to it: `arg(1)`, `arg(0).messages`, `prop(options)`, `props`. */
export function asPart(at: Cursor | undefined): string | undefined {
  const text = asText(at);
  if (at === undefined || text === undefined) return undefined;
  if (/^(?:arg\(\d\)|prop\([\w:-]+\)|props)(?:\.[\w$-]+)*$/.test(text)) return text;
  complain(at, `expected a part like arg(1), arg(0).messages, prop(options) or props, found "${text}"`);
  return undefined;
}

function checked(at: Cursor, text: string): readonly string[] {
  const family = expandBraces(text)?.map(quoted);
  if (family === undefined) {
    complain(at, `expected closed braces, not nested, of at most ${MAX_FAMILY} paths, found "${text}"`);
    return [];
  }
  const fault = family.map(pathFault).find((found) => found !== undefined);
  if (fault !== undefined) complain(at, `expected an access path: ${fault}`);
  return fault === undefined ? family : [];
}

/** `[arg(0)=true]` is written short for `[arg(0)="true"]`; only the latter is compiled. */
function quoted(path: string): string {
  return path.replace(/=(true|false|-?\d+)\]/g, '="$1"]');
}

/** Parts in order, each with its choices. Braces within quotes are text: `[arg(0)~"^a{2}$"]`. */
function splitAtBraces(path: string): string[][] | undefined {
  const parts: string[][] = [];
  for (const piece of path.match(/"(?:[^"\\]|\\.)*"|\{[^{}]*\}|[^{}"]+|./g) ?? []) {
    if (piece === '{' || piece === '}' || piece === '{}') return undefined;
    const choices = piece.startsWith('{')
      ? piece
          .slice(1, -1)
          .split(',')
          .map((choice) => choice.trim())
      : [piece];
    parts.push(choices);
  }
  return parts;
}

const PACKAGE = String.raw`(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-zA-Z0-9~-][a-zA-Z0-9._~-]*(?:\/[\w@.~-]+)*`;
const EXPORT = String.raw`#(?:\*|[\p{L}_$][\p{L}\p{N}_$]*)`;

const ROOTS = [
  new RegExp(`^type:npm:${PACKAGE}${EXPORT}`, 'u'),
  new RegExp(`^npm:${PACKAGE}(?:${EXPORT})?`, 'u'),
  new RegExp(String.raw`^url:(?:\*\.)?[\w.{}-]+(?:\/[^\s#"\[\]()<>]*)?(?:${EXPORT})?`, 'u'),
  /^global:(?:\*|[\p{L}_$][\p{L}\p{N}_$]*)/u,
];

const STEP =
  /^(?:\.\*|\.new\(\)|\.await\b|\.extends\b|\.arg\(\d\)|\.param\(\d\)|\.given\(\d\)|\.prop\([\w:-]+\)|\.[\p{L}_$][\p{L}\p{N}_$]*|\(\)|<>|=(?!=)|\[arg\(\d\)(?:\[\d\]|\.[\w$.]+)?(?:=|~|!=)"(?:[^"\\]|\\.)*"\])/u;
