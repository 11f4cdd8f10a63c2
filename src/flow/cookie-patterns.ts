/** A cookie that a test asks for: with one of some values, or with any. */
export interface Wanted {
  readonly key: string;
  readonly values?: readonly string[];
  /** The value is no more than that; else only its beginning is asked for. */
  readonly isWhole?: boolean;
  /** Only the beginning of the name is asked for. */
  readonly isBeginning?: boolean;
  /** Which group of a pattern takes the value. */
  readonly group?: number;
  readonly isLast?: boolean;
}

/** `asked=yes`, `; asked=`: the name of a cookie, and what its value begins with. */
export function textWanted(text: string, mayBeBeginning = false): Wanted | undefined {
  const pair = /^[;\s]*([\w.-]+)(=[^;]*)?/.exec(text);
  const [, key, value] = pair ?? [];
  if (key === undefined || (value === undefined && !mayBeBeginning)) return undefined;
  return { key, ...(value === undefined ? { isBeginning: true } : value === '=' ? {} : { values: [value.slice(1)] }) };
}

export function wholeWanted(text: string): Wanted | undefined {
  const wanted = textWanted(text);
  return wanted && { ...wanted, values: wanted.values ?? [''], isWhole: true };
}

/** What stands before the name in a pattern: a beginning, or the end of another cookie. */
const LEAD = /^[\s;^|?*+.$,[\]]*$/;
/** What may follow a value that is written out. */
const FOLLOWS = /^(?:\((?:\?[:=])?[;$|\s]*\)|[;$\s)]|\.\*)*$/;
const ANY_VALUE = /^(?:\[\^;[^\]]*\]|\.|\0)[*+]?\??$/;

/** As `textWanted`, of a pattern; undefined where it asks for anything else than one cookie. */
export function patternWanted(source: string): Wanted | undefined {
  if (/\(\?<?!/.test(source)) return undefined;
  const plain = source.replace(/\\([A-Za-z])[*+?]?|\\(.)/g, (_, letter: string | undefined, sign: string | undefined) =>
    letter === undefined ? (/[-._%=]/.test(sign ?? '') ? (sign ?? '') : ' ') : letter === 's' || letter === 'b' ? ' ' : '\0',
  );
  const found = /([\w.%-]+) *= *(.*)$/s.exec(plain);
  const key = found?.[1];
  if (!found || !key) return undefined;
  const before = plain.slice(0, found.index);
  if (!LEAD.test(before.replace(/\(\?(?::|<?=)|[()]/g, '')) || depthOfBar(before) === 0) return undefined;
  const rest = found[2] ?? '';
  const taken = /^\((\?:|\?<\w+>)?([^()]*)\)(.*)$/s.exec(rest);
  if (taken) return takenValue(key, before, taken);
  const any = /^(?:\[\^;[^\]]*\][*+]|\.[*+]\??|\0)(.*)$/s.exec(rest);
  const [, written = '', after = ''] = /^([\w%-]*)(.*)$/s.exec(any ? (any[1] ?? '') : rest) ?? [];
  if (!FOLLOWS.test(after) || (any && written !== '')) return undefined;
  return { key, ...(written ? { values: [written] } : {}) };
}

/** A value that stands in brackets: one of some, or whatever it is. */
function takenValue(key: string, before: string, [, mark, inner = '', after = '']: RegExpExecArray): Wanted | undefined {
  if (!FOLLOWS.test(after)) return undefined;
  const groups = [...before.matchAll(/\((?!\?)|\(\?<\w/g)].length;
  const place = mark === '?:' ? {} : { group: groups + 1, isLast: !/\((?!\?)/.test(after) };
  if (ANY_VALUE.test(inner)) return { key, ...place };
  return /^[\w%-]+(?:\|[\w%-]+)*$/.test(inner) ? { key, values: inner.split('|'), ...place } : undefined;
}

/** The depth of the first alternative that stands in no brackets is 0; undefined where there is none. */
function depthOfBar(text: string): number | undefined {
  let depth = 0;
  for (const sign of text) {
    if (sign === '(') depth++;
    else if (sign === ')') depth--;
    else if (sign === '|' && depth === 0) return 0;
  }
  return undefined;
}
