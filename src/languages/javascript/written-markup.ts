import type { Expr } from '../../model/expr.js';
import type { Element, ModuleFacts } from '../../model/facts.js';
import { endOfGroup } from '../markup/code.js';
import { remapFacts } from '../markup/remap.js';
import { readWithHoles } from '../markup/stand-ins.js';
import { type Hole, scriptVariants } from '../markup/template-script.js';
import { type Directive, OUTPUT_RUN } from '../markup/templating.js';
import { type MarkupAttribute, type MarkupTag, parseMarkup } from '../markup/tree.js';
import { newScript, type ScriptWriter } from '../markup/virtual.js';
import type { Context } from './context.js';
import { type Text, writesOf } from './written-texts.js';

/**
 * Summarises the markup that an element is filled with as text: `{@html …}`, `v-html`, `dangerouslySetInnerHTML`, `document.write(…)`.
 * Its scripts become code that runs where the element is shown, what it loads becomes elements. What is put in is unknown. Undefined where
 * it holds nothing of this.
 */
export function writtenMarkup(ctx: Context, content: Expr, runsScripts: boolean, summarise: (text: string) => ModuleFacts): ModuleFacts | undefined {
  const out = newScript();
  const holes: Hole[] = [];
  for (const pieces of choicesOf(ctx, content, 0)) {
    if (!pieces.some((piece) => isText(piece) && LOADING.test(sourceOf(ctx, piece)))) continue;
    const markup = written(ctx, pieces);
    for (const node of parseMarkup(markup.text, { components: false })) if (node.kind === 'tag') writeTag({ out, holes, markup, runsScripts }, node);
  }
  if (out.length() === 0) return undefined;
  const script = out.finish();
  const facts = readWithHoles(script.text, holes, summarise);
  return remapFacts(facts, { start: script.start, end: script.end });
}

/** Summarises a script that is put together of texts: `a + b`, `[a, b].join('')`. What is put in is unknown. Undefined where no text is known. */
export function joinedScript(ctx: Context, expr: Expr, summarise: (text: string) => ModuleFacts): ModuleFacts | undefined {
  const pieces = piecesOf(ctx, expr, 0);
  if (!pieces.some(isText)) return undefined;
  const out = newScript();
  const holes: Hole[] = [];
  const markup = written(ctx, pieces);
  writeCode({ out, holes, markup, runsScripts: true }, 0, markup.text.length);
  const script = out.finish();
  return remapFacts(readWithHoles(script.text, holes, summarise), { start: script.start, end: script.end });
}

const LOADING = /<(?:script|iframe|img|link)\b|\bsrc\s*=/i;

/** What an element is filled with as markup, and whether scripts in it run. */
export function markupOf({ tag, props }: Element): { readonly content: Expr; readonly runsScripts: boolean } | undefined {
  for (const prop of props) {
    if (!('name' in prop)) continue;
    if (prop.name === 'set:html' || prop.name === 'v-html') return { content: prop.value, runsScripts: true };
    if (prop.name === 'innerHTML') return { content: prop.value, runsScripts: false };
    if (prop.name !== 'dangerouslySetInnerHTML' || prop.value.kind !== 'object' || tag === 'style') continue;
    for (const part of prop.value.props) if ('key' in part && part.key === '__html') return { content: part.value, runsScripts: true };
  }
  return undefined;
}

/** Parts of a text in order, with the words between them; what is not known is undefined. */
type Pieces = readonly (Text | string | undefined)[];

function isText(piece: Pieces[number]): piece is Text {
  return piece !== undefined && typeof piece !== 'string';
}

function choicesOf(ctx: Context, expr: Expr, depth: number): readonly Pieces[] {
  if (depth > 5) return [];
  switch (expr.kind) {
    case 'logical':
      return choicesOf(ctx, expr.right, depth + 1);
    case 'conditional':
      return [...choicesOf(ctx, expr.then, depth + 1), ...choicesOf(ctx, expr.else, depth + 1)];
    case 'ref':
      return writesOf(ctx, expr.binding).flatMap((value) => choicesOf(ctx, value, depth + 1));
    default: {
      const pieces = piecesOf(ctx, expr, depth);
      return pieces.some(isText) ? [pieces] : [];
    }
  }
}

function piecesOf(ctx: Context, expr: Expr, depth: number): Pieces {
  if (depth > MOST_PIECES) return [undefined];
  switch (expr.kind) {
    case 'literal':
      return typeof expr.value === 'string' ? [expr] : [undefined];
    case 'template':
      return [expr];
    case 'binary':
      return expr.op === '+' ? [...piecesOf(ctx, expr.left, depth + 1), ...piecesOf(ctx, expr.right, depth + 1)] : [undefined];
    case 'ref': {
      const [value, ...others] = writesOf(ctx, expr.binding);
      return value !== undefined && others.length === 0 && (value.kind === 'literal' || value.kind === 'template')
        ? piecesOf(ctx, value, depth + 1)
        : [undefined];
    }
    case 'call': {
      const { callee, args } = ctx.calls[expr.call] ?? {};
      if (callee?.kind !== 'member') return [undefined];
      if (callee.name === 'trim') return piecesOf(ctx, callee.object, depth + 1);
      return (callee.name === 'join' ? joined(ctx, listOf(ctx, callee.object), args?.[0], depth + 1) : undefined) ?? [undefined];
    }
    default:
      return [undefined];
  }
}

const MOST_PIECES = 200;

/** The list that is joined, in place or kept under a name. */
function listOf(ctx: Context, expr: Expr): Expr | undefined {
  if (expr.kind !== 'ref') return expr;
  const [value, ...others] = writesOf(ctx, expr.binding);
  return others.length === 0 ? value : undefined;
}

function joined(ctx: Context, list: Expr | undefined, by: Expr | undefined, depth: number): Pieces | undefined {
  if (list?.kind !== 'array') return undefined;
  const between = by === undefined ? ',' : by.kind === 'literal' && typeof by.value === 'string' ? by.value : undefined;
  return list.items.flatMap((item, index) => [...(index > 0 ? [between] : []), ...piecesOf(ctx, item, depth)]);
}

interface Markup {
  readonly text: string;
  readonly start: (position: number) => number;
  readonly end: (position: number) => number;
}

function sourceOf(ctx: Context, { start, end }: Text): string {
  return ctx.text.slice(start - ctx.offset, end - ctx.offset);
}

/** Stands for what is put in: as in pages of template languages. */
const PUT_IN = '\uE001\uE000\uE000';

function written(ctx: Context, pieces: Pieces): Markup {
  const out = newScript();
  let last = 0;
  for (const piece of pieces) {
    if (!isText(piece)) out.write(piece ?? PUT_IN, last, last);
    else {
      writeLiteral(out, sourceOf(ctx, piece), piece.start);
      last = piece.end;
    }
  }
  return out.finish();
}

/** Writes what a quoted literal holds, without its quotes and escapes. */
function writeLiteral(out: ScriptWriter, literal: string, start: number): void {
  const end = literal.length - 1;
  let from = 1;
  let at = 1;
  const put = (text: string, until: number) => {
    out.copy(literal.slice(from, at), start + from);
    out.write(text, start + at, start + until);
    at = until;
    from = until;
  };
  while (at < end) {
    if (literal[at] === '\\') {
      const [whole = '\\', hex] = /^\\(?:u\{([\da-f]{1,6})\}|u[\da-f]{4}|x[\da-f]{2}|[\s\S])/i.exec(literal.slice(at, at + 12)) ?? [];
      put(unescaped(whole, hex), Math.min(end, at + whole.length));
    } else if (literal[0] === '`' && literal[at] === '$' && literal[at + 1] === '{') {
      const close = endOfGroup(literal, at + 1, end);
      // `<${'script'}>` keeps a parser of markup from seeing a tag.
      const word = close < 0 ? undefined : /^\$\{\s*(['"`])([^'"`\\$]*)\1\s*\}$/.exec(literal.slice(at, close))?.[2];
      put(word ?? PUT_IN, close < 0 ? end : close);
    } else at++;
  }
  out.copy(literal.slice(from, at), start + from);
}

function unescaped(escape: string, code: string | undefined): string {
  const number = Number.parseInt(code ?? escape.slice(2), 16);
  if (/^\\[ux]./.test(escape)) return number <= 0x10ffff ? String.fromCodePoint(number) : '';
  switch (escape[1]) {
    case 'n':
    case 'r':
      return '\n';
    case 't':
      return '\t';
    case '\n':
      return '';
    default:
      return escape.slice(1);
  }
}

interface Writing {
  readonly out: ScriptWriter;
  readonly holes: Hole[];
  readonly markup: Markup;
  readonly runsScripts: boolean;
}

const RUN_TYPE = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i;

/** Writes a script as its code, and what is loaded as the pair that describes it: `['script', { src: '…' }]`. */
function writeTag(writing: Writing, tag: MarkupTag): void {
  const { out, markup, runsScripts } = writing;
  const at: readonly [number, number] = [markup.start(tag.start), markup.end(tag.openEnd)];
  const value = (name: string) => tag.attributes.find((one) => one.name === name)?.value;
  const isScript = tag.name === 'script';
  if (isScript && !runsScripts) return;
  if (isScript && value('src') === undefined && value('data-src') === undefined) {
    if (!RUN_TYPE.test(value('type')?.trim() ?? '') || tag.closeStart <= tag.openEnd) return;
    out.write('\n', ...at);
    writeCode(writing, tag.openEnd, tag.closeStart);
    out.write('\n;', ...at);
    return;
  }
  if (!/^(?:script|iframe|img|link)$/.test(tag.name)) return;
  const attributes = tag.attributes.flatMap((one) => (one.value === undefined ? [] : [`${JSON.stringify(one.name)}: ${quoted(one)}`]));
  out.write(`\n;[${JSON.stringify(tag.name)}, { ${attributes.join(', ')} }];`, ...at);
}

/** Writes a stretch of the markup that is code. */
function writeCode({ out, holes, markup }: Writing, start: number, end: number): void {
  const variants = scriptVariants(markup.text, start, end, putIn(markup.text));
  for (const hole of variants.holes) holes.push({ start: out.length() + hole.start, end: out.length() + hole.end });
  copyPart(out, markup, variants.flat, start);
}

/** Copies a part of the markup so that each line of it keeps its place in the file. */
function copyPart(out: ScriptWriter, markup: Markup, code: string, start: number): void {
  let at = start;
  for (const part of code.split(/(?<=[\s;,(){}])/)) {
    const from = markup.start(at);
    const to = markup.end(at + part.length);
    if (to - from === part.length) out.copy(part, from);
    else out.write(part, from, to);
    at += part.length;
  }
}

function putIn(text: string): Directive[] {
  return [...text.matchAll(new RegExp(OUTPUT_RUN, 'g'))].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    role: 'output',
    kind: '',
    text: '',
    negated: false,
  }));
}

/** The value of an attribute as a template, with a name that nobody knows for what is put in. */
function quoted({ value = '' }: MarkupAttribute): string {
  return `\`${value
    .split(new RegExp(OUTPUT_RUN, 'g'))
    .map((part) => part.replace(/[`\\$]/g, '\\$&'))
    .join('${_}')}\``;
}
