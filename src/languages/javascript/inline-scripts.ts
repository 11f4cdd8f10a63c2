import type { Expr } from '../../model/expr.js';
import type { Element, ModuleFacts, PageScript } from '../../model/facts.js';
import { endOfGroup } from '../markup/code.js';
import { readWithHoles } from '../markup/stand-ins.js';
import { asContent, type CodeContext, contextAfter, type Hole } from '../markup/template-script.js';
import type { Context } from './context.js';
import { joinedScript, markupOf, writtenMarkup } from './written-markup.js';
import { type Text, textsOf } from './written-texts.js';

/** Types whose content is data. */
const DATA_TYPE = /json|template|importmap|speculationrules|html|graphql|shader|math/i;
const RUN_TYPE = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script|text\/(?:babel|partytown))$/i;

/**
 * Scripts that a module writes into the page as text: what stands in `<Script>{`…`}</Script>`, in `dangerouslySetInnerHTML` and in
 * `innerHTML` of a script. Each becomes facts of its own with the positions of the file. What is put in between `${…}` becomes
 * something of the same length with which the script can be read.
 */
export function inlineScripts(ctx: Context, summarise: (text: string, start: number, isScript: boolean) => ModuleFacts): PageScript[] {
  const read = new Map<number | Expr, ModuleFacts | undefined>();
  return ctx.elements.flatMap((element, index): PageScript[] => {
    if (!isScriptTag(ctx, element)) return markupIn(ctx, element, index, summarise);
    const type = literalOf(element, 'type') ?? '';
    if (DATA_TYPE.test(type)) return [];
    return contentsOf(element)
      .flatMap((content) => textsOf(ctx, content))
      .flatMap((text): PageScript[] => {
        const key = 'start' in text ? text.start : text;
        if (!read.has(key)) read.set(key, summarised(ctx, text, type, summarise));
        const facts = read.get(key);
        return facts ? [{ element: index, type, facts }] : [];
      });
  });
}

/** What an element that is no script is filled with as markup may hold scripts, too. */
function markupIn(ctx: Context, element: Element, index: number, summarise: (text: string, start: number, isScript: boolean) => ModuleFacts): PageScript[] {
  const held = markupOf(element);
  const facts = held && writtenMarkup(ctx, held.content, held.runsScripts, (text) => summarise(text, 0, true));
  return facts && (facts.gaps.length === 0 || facts.calls.length > 0) ? [{ element: index, type: '', facts }] : [];
}

function summarised(
  ctx: Context,
  text: ReturnType<typeof textsOf>[number],
  type: string,
  summarise: (text: string, start: number, isScript: boolean) => ModuleFacts,
): ModuleFacts | undefined {
  const facts = 'start' in text ? writtenAt(ctx, text, type, summarise) : joinedScript(ctx, text, (code) => summarise(code, 0, type !== 'module'));
  return facts && facts.gaps.length > 0 && (!RUN_TYPE.test(type) || facts.calls.length === 0) ? undefined : facts;
}

function writtenAt(
  ctx: Context,
  { start, end }: Text,
  type: string,
  summarise: (text: string, start: number, isScript: boolean) => ModuleFacts,
): ModuleFacts | undefined {
  const code = codeOf(ctx.text.slice(start - ctx.offset, end - ctx.offset));
  if (code === undefined || !/\S/.test(code.text)) return undefined;
  return readWithHoles(code.text, code.holes, (text) => summarise(text, start + 1, type !== 'module'));
}

function isScriptTag(ctx: Context, { tag }: Element): boolean {
  if (typeof tag === 'string') return tag === 'script';
  if (tag.kind === 'global') return /^(?:Nuxt)?Script$/.test(tag.name);
  return tag.kind === 'ref' && /^(?:Next|Gatsby)?Script$/.test(ctx.bindings[tag.binding]?.name ?? '');
}

function literalOf(element: Element, name: string): string | undefined {
  for (const prop of element.props) if ('name' in prop && prop.name === name && prop.value.kind === 'literal') return String(prop.value.value);
  return undefined;
}

const CONTENT = new Set(['innerHTML', 'children', 'textContent', 'innerText', 'html', 'set:html']);

function contentsOf(element: Element): Expr[] {
  const given = element.props.flatMap((prop): Expr[] => {
    if (!('name' in prop)) return [];
    if (CONTENT.has(prop.name)) return [prop.value];
    if (prop.name !== 'dangerouslySetInnerHTML' || prop.value.kind !== 'object') return [];
    return prop.value.props.flatMap((part) => ('key' in part && part.key === '__html' ? [part.value] : []));
  });
  return [...given, ...element.children];
}

/**
 * The script that a quoted literal holds, every position kept, quotes left out; what is put in stays as written, inside strings made
 * harmless, and outside of them a hole. Undefined for what is no literal.
 */
export function codeOf(literal: string): { readonly text: string; readonly holes: readonly Hole[] } | undefined {
  const quote = literal[0];
  if (literal.length < 2 || (quote !== '`' && quote !== '"' && quote !== "'")) return undefined;
  const out: string[] = [];
  const holes: Hole[] = [];
  let context: CodeContext = 'code';
  let at = 1;
  const end = literal.length - 1;
  let from = 0;
  const follow = () => {
    context = contextAfter(out.slice(from).join(''), context);
    from = out.length;
  };
  while (at < end) {
    const char = literal[at] as string;
    if (char === '\\') {
      out.push(unescaped(literal.slice(at, at + 2)));
      at += 2;
    } else if (quote === '`' && char === '$' && literal[at + 1] === '{') {
      follow();
      const close = endOfGroup(literal, at + 1, end);
      if (close < 0) return undefined;
      const source = literal.slice(at, close);
      if (context === 'code') holes.push({ start: at - 1, end: close - 1 });
      out.push(context === 'code' ? source : asContent(source, context));
      from = out.length;
      at = close;
    } else {
      out.push(char);
      at++;
    }
  }
  return { text: out.join(''), holes };
}

/** What an escape of two characters stands for, in two characters. */
function unescaped(written: string): string {
  switch (written[1]) {
    case 'n':
      return ' \n';
    case 'r':
    case 't':
      return '  ';
    case '`':
    case '"':
    case "'":
    case '$':
    case '\\':
    case '/':
    case '\n':
      return ` ${written[1]}`;
    default:
      return written;
  }
}
