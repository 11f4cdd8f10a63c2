import type { Expr } from '../../model/expr.js';
import type { Element, ModuleFacts, PageScript } from '../../model/facts.js';
import { endOfGroup } from '../markup/code.js';
import { asContent, asName, type CodeContext, contextAfter } from '../markup/template-script.js';
import type { Context } from './context.js';

/** Types whose content is data. */
const DATA_TYPE = /json|template|importmap|speculationrules|html|graphql|shader|math/i;
const RUN_TYPE = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script|text\/(?:babel|partytown))$/i;

/**
 * Scripts that a module writes into the page as text: what stands in `<Script>{`…`}</Script>`, in `dangerouslySetInnerHTML` and in
 * `innerHTML` of a script. Each becomes facts of its own with the positions of the file. What is put in between `${…}` becomes
 * a name of the same length.
 */
export function inlineScripts(ctx: Context, summarise: (text: string, start: number, isScript: boolean) => ModuleFacts): PageScript[] {
  const read = new Map<number, ModuleFacts | undefined>();
  return ctx.elements.flatMap((element, index): PageScript[] => {
    if (!isScriptTag(ctx, element)) return [];
    const type = literalOf(element, 'type') ?? '';
    if (DATA_TYPE.test(type)) return [];
    return contentsOf(element)
      .flatMap((content) => textsOf(ctx, content, 0))
      .flatMap(({ start, end }): PageScript[] => {
        if (!read.has(start)) read.set(start, summarised(ctx, start, end, type, summarise));
        const facts = read.get(start);
        return facts ? [{ element: index, type, facts }] : [];
      });
  });
}

function summarised(
  ctx: Context,
  start: number,
  end: number,
  type: string,
  summarise: (text: string, start: number, isScript: boolean) => ModuleFacts,
): ModuleFacts | undefined {
  const code = codeOf(ctx.text.slice(start - ctx.offset, end - ctx.offset));
  if (code === undefined || !/\S/.test(code)) return undefined;
  const facts = summarise(code, start + 1, type !== 'module');
  return facts.gaps.length > 0 && (!RUN_TYPE.test(type) || facts.calls.length === 0) ? undefined : facts;
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

/** The string literals and templates of this file that an expression may yield. */
function textsOf(ctx: Context, expr: Expr, depth: number): { readonly start: number; readonly end: number }[] {
  if (depth > 5) return [];
  const inner = (...parts: readonly Expr[]) => parts.flatMap((part) => textsOf(ctx, part, depth + 1));
  switch (expr.kind) {
    case 'literal':
      return typeof expr.value === 'string' ? [expr] : [];
    case 'template':
      return [expr];
    case 'logical':
      return inner(expr.right);
    case 'conditional':
      return inner(expr.then, expr.else);
    case 'ref':
      return inner(...writesOf(ctx, expr.binding));
    case 'call': {
      const callee = ctx.calls[expr.call]?.callee;
      if (callee?.kind === 'member') return /^(?:trim|replace|replaceAll)$/.test(callee.name ?? '') ? inner(callee.object) : [];
      const made = callee?.kind === 'ref' ? writesOf(ctx, callee.binding) : [];
      return inner(...made.flatMap((value) => (value.kind === 'function' ? returnsOf(ctx, value.fn) : [])));
    }
    case 'function':
      return inner(...returnsOf(ctx, expr.fn));
    case 'object':
      return inner(...expr.props.flatMap((part) => ('key' in part && part.key === '__html' ? [part.value] : [])));
    default:
      return [];
  }
}

function writesOf(ctx: Context, binding: number): Expr[] {
  return ctx.functions.flatMap(({ flow }) =>
    flow.points.flatMap((point) => (point.kind === 'write' && point.target.kind === 'binding' && point.target.binding === binding ? [point.value] : [])),
  );
}

function returnsOf(ctx: Context, fn: number): Expr[] {
  return (ctx.functions[fn]?.flow.points ?? []).flatMap((point) => (point.kind === 'return' && point.value ? [point.value] : []));
}

/** The script that a quoted literal holds, every position kept, quotes left out; undefined for what is no literal. */
export function codeOf(literal: string): string | undefined {
  const quote = literal[0];
  if (literal.length < 2 || (quote !== '`' && quote !== '"' && quote !== "'")) return undefined;
  const out: string[] = [];
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
      out.push(context === 'code' ? asName(source, source.length) : asContent(source, context));
      from = out.length;
      at = close;
    } else {
      out.push(char);
      at++;
    }
  }
  return out.join('');
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
