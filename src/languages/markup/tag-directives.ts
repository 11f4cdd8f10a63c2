import { endOfGroup } from './code.js';
import type { DirectiveRole } from './templating.js';

/** What a directive that looks like a tag (JSTL, FreeMarker) or a word (Blade) does, and where it ends. */
export interface FoundDirective {
  readonly end: number;
  readonly role: DirectiveRole;
  readonly kind: string;
  readonly text: string;
  readonly negated: boolean;
}

/** Where such a directive may begin; `BLADE` in templates of Blade only. */
export const TAGLIKE = /<\/?(?:c:(?:if|when|otherwise|forEach)\b|#(?:if|elseif|else|list)\b)/;
export const BLADE =
  /(?<![\w@])@(?:if|elseif|else|endif|unless|endunless|isset|endisset|auth|endauth|guest|endguest|env|endenv|production|endproduction|foreach|endforeach|forelse|endforelse|for|endfor|while|endwhile|can|endcan|cannot|endcannot)\b/;

/** Reads the directives of Angular in a template, in order: `@if (x) { … } @else { … }`. */
export function angularDirectives(text: string): readonly (FoundDirective & { readonly start: number })[] {
  const found: (FoundDirective & { readonly start: number })[] = [];
  const open: string[] = [];
  const marks = /@(if|else\s+if|for|switch|case|default|defer|else|empty|placeholder|loading|error)\b\s*(?=[({])|\{\{|\}\}|\{|\}/g;
  let closed = '';
  for (let match = marks.exec(text); match; match = marks.exec(text)) {
    const [mark, word] = match;
    const start = match.index;
    if (mark === '{{' || mark === '}}') continue;
    if (mark === '{') open.push('');
    else if (mark === '}') {
      closed = open.pop() ?? '';
      if (closed !== '' && !/^\s*@else\b/.test(text.slice(start + 1, start + 40)))
        found.push({ start, end: start + 1, role: 'end', kind: closed, text: '', negated: false });
      else if (closed !== '') found.push({ start, end: start + 1, role: 'other', kind: '', text: '', negated: false });
    } else {
      const after = marks.lastIndex;
      const close = text[after] === '(' ? endOfGroup(text, after, Math.min(text.length, after + 2000)) : after;
      const brace = close < 0 ? -1 : text.indexOf('{', close);
      if (brace < 0 || /\S/.test(text.slice(close, brace))) continue;
      const given =
        text[after] === '('
          ? (text
              .slice(after + 1, close - 1)
              .split(';')[0]
              ?.trim() ?? '')
          : '';
      const what = word?.replace(/\s+/g, ' ');
      const role = what === 'if' ? 'if' : what === 'else if' ? 'elif' : what === 'else' ? 'else' : what === 'for' ? 'loop' : 'open';
      const kind = role === 'elif' || role === 'else' ? closed : `@${what}`;
      found.push({ start, end: brace + 1, role, kind, text: given, negated: false });
      open.push(kind === '' ? '@' : kind);
      marks.lastIndex = brace + 1;
    }
  }
  return found;
}

/** Reads the directive at a position; undefined where there is none after all. */
export function readTagDirective(text: string, start: number): FoundDirective | undefined {
  return text[start] === '@' ? readBlade(text, start) : readTag(text, start);
}

const TAG = /<(\/?)(c:\w+|#\w+)((?:"[^"]*"|'[^']*'|[^>"'])*)>/y;

function readTag(text: string, start: number): FoundDirective | undefined {
  TAG.lastIndex = start;
  const match = TAG.exec(text);
  if (!match) return undefined;
  const [whole, slash, name = '', rest = ''] = match;
  const end = start + whole.length;
  const plain = { end, text: '', negated: false };
  if (name === '#else') return { ...plain, role: 'else', kind: '' };
  if (slash === '/') return { ...plain, role: 'end', kind: name };
  if (name === '#elseif') return { ...plain, role: 'elif', kind: '', text: rest.trim() };
  if (name === '#if') return { ...plain, role: 'if', kind: name, text: rest.trim() };
  if (name === 'c:if' || name === 'c:when') return { ...plain, role: 'if', kind: name, text: /\btest\s*=\s*["']([\s\S]*)["']\s*$/.exec(rest)?.[1] ?? '' };
  if (name === 'c:otherwise') return { ...plain, role: 'open', kind: name };
  return { ...plain, role: 'loop', kind: name, text: rest.trim() };
}

function readBlade(text: string, start: number): FoundDirective | undefined {
  const name = /^@(\w+)/.exec(text.slice(start, start + 40))?.[1] ?? '';
  const after = start + 1 + name.length;
  const open = /^\s*\(/.exec(text.slice(after, after + 20))?.[0].length ?? 0;
  const close = open > 0 ? endOfGroup(text, after + open - 1, Math.min(text.length, after + 4000)) : -1;
  const end = close < 0 ? after : close;
  const given = close < 0 ? '' : text.slice(after + open, close - 1).trim();
  const plain = { end, text: given, negated: false };
  if (name === 'else') return { ...plain, end: after, role: 'else', kind: '' };
  if (name === 'elseif') return { ...plain, role: 'elif', kind: '' };
  if (name.startsWith('end')) return { ...plain, end: after, role: 'end', kind: name.slice(3) };
  if (/^(?:for|foreach|forelse|while)$/.test(name)) return { ...plain, role: 'loop', kind: name };
  if (name === 'if' || name === 'unless' || name === 'isset') {
    if (close < 0) return undefined;
    return { ...plain, role: 'if', kind: name, negated: name === 'unless', text: name === 'isset' ? `isset(${given})` : given };
  }
  return { ...plain, role: 'if', kind: name, text: `@${name} ${given}` };
}
