import { BLADE, readTagDirective, TAGLIKE } from './tag-directives.js';

/** What a template directive does to the markup after it. */
export type DirectiveRole = 'if' | 'elif' | 'else' | 'loop' | 'open' | 'end' | 'output' | 'other';

/**
 * One tag of a template language that runs before the page reaches a browser: `{% if x %}`, `{{ x }}`, `<% … %>`, `<?php … ?>`.
 * `kind` is the name of the block that it opens or closes; '' closes any.
 */
export interface Directive {
  readonly start: number;
  readonly end: number;
  readonly role: DirectiveRole;
  readonly kind: string;
  /** The condition, or what is put out. */
  readonly text: string;
  /** The block is there where the condition does not hold: `unless x`, `if not x`. */
  readonly negated: boolean;
}

type Meaning = Omit<Directive, 'start' | 'end'>;

/**
 * Finds the directives of Jinja, Django, Nunjucks, Liquid, Twig, Handlebars, Go, EJS, ERB, PHP, JSP and FreeMarker in a page, in order,
 * and those of Blade where the page is one of its templates. Inside scripts `{{` counts only where it cannot be the script's own.
 */
export function findDirectives(text: string, isBlade = false): readonly Directive[] {
  const found: Directive[] = [];
  const opening = isBlade ? OPENING_OF_BLADE : OPENING;
  opening.lastIndex = 0;
  const closing = closers(text);
  let inScript = false;
  let commentsEnd = true;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const mark = match[0].toLowerCase();
    if (mark.includes('script')) {
      inScript = !mark.startsWith('</');
      continue;
    }
    const start = match.index;
    if (/^(?:@|<\/?[c#])/.test(mark)) {
      const directive = readTagDirective(text, start);
      if (directive) found.push({ start, ...directive });
      opening.lastIndex = directive?.end ?? start + mark.length;
      continue;
    }
    const raw = mark === '{!!' ? text.indexOf('!!}', start) : -1;
    const end = raw >= 0 ? raw + 3 : endOf(text, mark, start, closing);
    if (end === undefined) continue;
    if (
      inScript &&
      mark === '{{' &&
      (/(?:\)|=>)\s*$/.test(text.slice(Math.max(0, start - 8), start)) || isScriptsOwn(text.slice(start + 2, Math.min(end - 2, start + 2000))))
    )
      continue;
    const meaning = meaningOf(mark, text.slice(start, end));
    const opensComment = commentsEnd && meaning.kind === 'comment' && meaning.role === 'open';
    const until = opensComment ? endOfComment(text, end) : end;
    if (opensComment && until === end) commentsEnd = false;
    found.push({ start, end: until, ...(until === end ? meaning : PLAIN) });
    opening.lastIndex = until;
  }
  return found;
}

const MARKS = /<\/?script\b|\{\{|\{%|\{#[\s#-]|<%|<\?(?:php\b|=|\s|xml\b)/;
const OPENING = new RegExp(`${MARKS.source}|${TAGLIKE.source}`, 'gi');
const OPENING_OF_BLADE = new RegExp(`${MARKS.source}|\\{!!|${BLADE.source}`, 'gi');

const PLAIN: Meaning = { role: 'other', kind: '', text: '', negated: false };

/** Where each closing mark stands next; a mark that is not there any more is not looked for again. */
function closers(text: string): (mark: string, from: number) => number {
  const next = new Map<string, number>();
  return (mark, from) => {
    const known = next.get(mark);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const at = text.indexOf(mark, from);
    next.set(mark, at);
    return at;
  };
}

function endOf(text: string, mark: string, start: number, closing: (mark: string, from: number) => number): number | undefined {
  const close = mark.startsWith('{#') ? '#}' : mark === '{%' ? '%}' : mark === '<%' ? '%>' : mark.startsWith('<?') ? '?>' : '}}';
  const at = closing(close, start + 2);
  // A script of PHP need not be closed at the end of its file.
  if (at < 0) return mark.startsWith('<?') && mark !== '<?xml' ? text.length : undefined;
  return close === '}}' && text[at + 2] === '}' && text[start + 2] === '{' ? at + 3 : at + 2;
}

function endOfComment(text: string, from: number): number {
  const end = /\{%-?\s*endcomment\s*-?%\}/g;
  end.lastIndex = from;
  return end.exec(text) ? end.lastIndex : from;
}

/** Holds if what stands between double braces of a script reads as an object literal or as statements. */
function isScriptsOwn(inside: string): boolean {
  return /^\s*(?:\.\.\.|[\w$]+\s*:|'[^'\n]*'\s*:|"[^"\n]*"\s*:|$)/.test(inside) || /[;{]|=>|\breturn\b/.test(inside);
}

function meaningOf(mark: string, whole: string): Meaning {
  if (mark.startsWith('{#')) return PLAIN;
  if (mark === '{!!') return { ...PLAIN, role: 'output', text: whole.slice(3, -3).trim() };
  if (mark === '{%')
    return tagMeaning(
      whole
        .slice(2, -2)
        .replace(/^[-+~]|[-+~]$/g, '')
        .trim(),
    );
  if (mark === '{{') return mustacheMeaning(whole.replace(/^\{+[~-]?|[~-]?\}+$/g, '').trim());
  if (mark === '<%')
    return codeMeaning(
      whole
        .slice(2, -2)
        .replace(/^[_]|[-_]$/g, '')
        .trim(),
    );
  if (mark === '<?xml') return PLAIN;
  const code = whole
    .replace(/^<\?(?:php\b)?/i, '')
    .replace(/\?>$/, '')
    .replace(/([:{])[\s;]*$/, '$1')
    .trim();
  return codeMeaning(code);
}

/** `{% if x %}` */
function tagMeaning(inside: string): Meaning {
  const [, word = '', rest = ''] = /^(\w+)\s*([\s\S]*)$/.exec(inside) ?? [];
  if (/^(?:if|ifequal|ifnotequal|ifchanged|case|switch)$/.test(word)) return condition('if', word, rest, false);
  if (word === 'unless') return condition('if', word, rest, true);
  if (/^(?:elif|elsif|elseif|when)$/.test(word)) return condition('elif', '', rest, false);
  if (word === 'else' || word === 'empty') return { ...PLAIN, role: 'else' };
  if (/^(?:for|tablerow|asyncEach|asyncAll)$/.test(word)) return { role: 'loop', kind: word, text: rest, negated: false };
  if (/^end\w+$/.test(word)) return { ...PLAIN, role: 'end', kind: word.slice(3) };
  if (/^(?:block|macro|call|filter|autoescape|spaceless|capture|cache|apply|embed|blocktrans|blocktranslate)$/.test(word))
    return { ...PLAIN, role: 'open', kind: word };
  if (word === 'comment') return { ...PLAIN, role: 'open', kind: 'comment' };
  if (/^(?:static|url|trans|translate|asset|path|webpack_static|render_bundle)$/.test(word)) return { ...PLAIN, role: 'output', text: rest };
  return { ...PLAIN, text: inside };
}

/** `{{ x }}`, `{{#if x}}`, `{{ if .X }}` */
function mustacheMeaning(inside: string): Meaning {
  const [, sign = '', word = '', rest = ''] = /^([#/^!>&]?)\s*([\w.@$/-]*)\s*([\s\S]*)$/.exec(inside) ?? [];
  if (sign === '!' || sign === '>') return { ...PLAIN, text: inside };
  if (sign === '/') return { ...PLAIN, role: 'end', kind: word };
  if (sign === '^') return word === '' ? { ...PLAIN, role: 'else' } : condition('if', word, `${word} ${rest}`, true);
  if (sign === '#' && word === '') return { ...PLAIN, role: 'open' };
  if (sign === '#') {
    if (word === 'each') return { role: 'loop', kind: word, text: rest, negated: false };
    return condition('if', word, /^(?:if|unless|with)$/.test(word) ? rest : `${word} ${rest}`, word === 'unless');
  }
  if (word === 'else') return rest === '' ? { ...PLAIN, role: 'else' } : condition('elif', '', rest.replace(/^if\s+/, ''), false);
  if (rest !== '' && (word === 'if' || word === 'with')) return condition('if', word, rest, false);
  if (rest !== '' && word === 'range') return { role: 'loop', kind: word, text: rest, negated: false };
  if (rest !== '' && (word === 'block' || word === 'define')) return { ...PLAIN, role: 'open', kind: word };
  if (word === 'end' && rest === '') return { ...PLAIN, role: 'end' };
  return { ...PLAIN, role: 'output', text: inside };
}

/** Code of EJS, ERB, JSP or PHP. */
function codeMeaning(code: string): Meaning {
  if (code.startsWith('#') || code.startsWith('@') || code.startsWith('//') || code.startsWith('/*')) return PLAIN;
  if (/^[=-]/.test(code)) {
    if (/\bdo(?:\s*\|[^|]*\|)?$/.test(code)) return { ...PLAIN, role: 'open', kind: 'do' };
    return { ...PLAIN, role: 'output', text: code.slice(1).trim() };
  }
  const braced = /^\}?\s*(else\s*if|elseif|if)\s*\(([\s\S]*)\)\s*[:{]$/.exec(code);
  if (braced) return condition(braced[1] === 'if' ? 'if' : 'elif', 'brace', braced[2] ?? '', false);
  if (/^\}?\s*else\s*[:{]?$/.test(code)) return { ...PLAIN, role: 'else' };
  if (/^end(?:if|foreach|for|while|switch)?;?$/.test(code) || /^\}[\s)\];]*$/.test(code)) return { ...PLAIN, role: 'end' };
  const [, word = '', rest = ''] = /^(if|unless|elsif)\s+([\s\S]*)$/.exec(code) ?? [];
  if (word !== '' && !/\bend$/.test(rest)) return condition(word === 'elsif' ? 'elif' : 'if', 'brace', rest, word === 'unless');
  const last = lastCondition(code);
  if (last !== undefined) return condition('if', 'brace', last, false);
  if (/(?:\bdo(?:\s*\|[^|]*\|)?|[{]|^(?:foreach|for|while)\b[\s\S]*:)$/.test(code)) return { role: 'loop', kind: 'brace', text: code, negated: false };
  return { ...PLAIN, text: code };
}

/** The condition that code of several statements ends with. */
function lastCondition(code: string): string | undefined {
  if (!/\)\s*[:{]$/.test(code)) return undefined;
  const at = Math.max(code.lastIndexOf('if ('), code.lastIndexOf('if('));
  if (at < 0 || /\b(?:else\s*|for\w*\b[\s\S]*|while\b[\s\S]*|function\b[\s\S]*|=>[\s\S]*)$/.test(code.slice(at))) return undefined;
  return /^if\s*\(([\s\S]*)\)\s*[:{]$/.exec(code.slice(at))?.[1];
}

function condition(role: 'if' | 'elif', kind: string, text: string, negated: boolean): Meaning {
  const [, not = '', rest = ''] = /^(not\s+|!\s*(?=[\w$@.:>-]+(?:\([^()]*\))?$))?([\s\S]*)$/.exec(text.trim()) ?? [];
  const simple = not !== '' && !/\b(?:and|or)\b|&&|\|\|/.test(rest);
  return { role, kind, text: (simple ? rest : text).trim(), negated: negated !== simple };
}

/** Stand for one output: a private-use start, then filler. */
const OUTPUT = '\uE001';
const FILLER = '\uE000';
export const OUTPUT_RUN = /\uE001\uE000*/;

/**
 * The page without its directives, every position kept: outputs become runs of `OUTPUT_RUN`, the rest becomes blank. Scripts are
 * masked like everything else; see `scriptVariants` for what they become.
 */
export function maskDirectives(text: string, directives: readonly Directive[]): string {
  if (directives.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, role } of directives) {
    parts.push(text.slice(at, start));
    // An unquoted value must not end where a directive stands for it.
    const filled = role === 'output' || text[start - 1] === '=';
    // Nor must it take in the slash of a tag that closes itself.
    const last = text.startsWith('/>', end) ? ' ' : FILLER;
    parts.push(filled ? OUTPUT + FILLER.repeat(end - start - 2) + last : ' '.repeat(end - start));
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** The directives between two positions, by binary search. */
export function directivesIn(directives: readonly Directive[], start: number, end: number): readonly Directive[] {
  let low = 0;
  let high = directives.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((directives[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const from = low;
  while (low < directives.length && (directives[low]?.start ?? end) < end) low++;
  return directives.slice(from, low);
}

/** What a reader would see of an output: its words where it holds some (`_('Accept')`), else the last name of a path. */
export function spokenOutput(text: string): string {
  const words = [...text.matchAll(/'([^']*)'|"([^"]*)"/g)].map((match) => match[1] ?? match[2] ?? '');
  if (words.length > 0) return words.join(' ');
  return /^[\w$.@-]+$/.test(text) ? (text.split('.').at(-1) ?? '') : '';
}
