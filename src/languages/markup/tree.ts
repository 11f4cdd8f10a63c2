import { QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

/** A part of decoded text: a stretch of the file as it stands, or what an entity there stands for. */
export interface TextPart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface MarkupAttribute {
  readonly name: string;
  /** Entities decoded; absent where the attribute has no value. */
  readonly value?: string;
  /** The value with its positions, quotes apart. */
  readonly parts: readonly TextPart[];
  readonly start: number;
  readonly end: number;
  /** Quotes included. */
  readonly valueStart: number;
}

export interface MarkupTag {
  readonly kind: 'tag';
  readonly name: string;
  readonly attributes: readonly MarkupAttribute[];
  /** Number of the tag around it; -1 at the top. */
  readonly parent: number;
  readonly start: number;
  readonly openEnd: number;
  /** Where the closing tag starts; where it ends. Both are the end of the content where nothing closes it. */
  readonly closeStart: number;
  readonly end: number;
}

export interface MarkupText {
  readonly kind: 'text';
  readonly text: string;
  readonly parent: number;
  readonly start: number;
  readonly end: number;
}

export type MarkupNode = MarkupTag | MarkupText;

export interface MarkupOptions {
  /** `<Banner />` is a name of its own and needs no closing tag. Else everything is read as a browser reads it. */
  readonly components: boolean;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Reads markup into nodes in document order. Never fails: what is not closed ends with what is around it. The work is
 * linear in the text, however deep it nests.
 *
 * It stands on htmlparser2's tokenizer: it is tolerant as browsers are, knows raw text, entities and comments, and says where
 * each name and value stands. Its parser and the tree builders above it keep the open tags in a list whose cost grows
 * with the depth, and lose the places of attributes; so the tree is built here.
 */
export function parseMarkup(text: string, options: MarkupOptions): readonly MarkupNode[] {
  const builder = newBuilder(text, options);
  const tokenizer = new Tokenizer({ decodeEntities: true, recognizeSelfClosing: options.components }, callbacksOf(builder));
  tokenizer.write(text);
  tokenizer.end();
  return builder.nodes;
}

export const VOID_TAGS: ReadonlySet<string> = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'param',
  'source',
  'track',
  'wbr',
]);

interface Builder {
  readonly text: string;
  readonly options: MarkupOptions;
  readonly nodes: Mutable<MarkupNode>[];
  readonly open: number[];
  /** How many tags of a name are open, so that a stray closing tag costs nothing. */
  readonly openNames: Map<string, number>;
  name: string;
  start: number;
  attributes: MarkupAttribute[];
  attribute: { readonly name: string; readonly start: number; readonly nameEnd: number } | undefined;
  parts: TextPart[];
  /** An entity of an attribute whose end is not known yet. */
  pending: number | undefined;
}

function newBuilder(text: string, options: MarkupOptions): Builder {
  return { text, options, nodes: [], open: [], openNames: new Map(), name: '', start: 0, attributes: [], attribute: undefined, parts: [], pending: undefined };
}

function callbacksOf(builder: Builder): TokenizerCallbacks {
  const { text } = builder;
  return {
    isInForeignContext: () => builder.openNames.has('svg') || builder.openNames.has('math'),
    onopentagname(start, end) {
      builder.name = nameOf(builder, start, end);
      builder.start = start - 1;
      builder.attributes = [];
    },
    onattribname(start, end) {
      builder.attribute = { name: text.slice(start, end), start, nameEnd: end };
      builder.parts = [];
      builder.pending = undefined;
    },
    onattribdata(start, end) {
      settleEntity(builder, start);
      if (end > start) builder.parts.push({ text: text.slice(start, end), start, end });
    },
    onattribentity(code) {
      const at = builder.parts.at(-1)?.end ?? valueStartOf(builder);
      settleEntity(builder, at);
      builder.parts.push({ text: String.fromCodePoint(code), start: builder.parts.at(-1)?.end ?? at, end: -1 });
      builder.pending = builder.parts.length - 1;
    },
    onattribend: (quote, end) => endAttribute(builder, quote, end),
    onopentagend: (index) => openTag(builder, index + 1, false),
    onselfclosingtag: (index) => openTag(builder, index + 1, builder.options.components || builder.openNames.has('svg') || builder.openNames.has('math')),
    onclosetag(start, end) {
      const close = text.indexOf('>', end);
      closeTag(builder, nameOf(builder, start, end), start - 2, close < 0 ? text.length : close + 1);
    },
    ontext: (start, end) => addText(builder, text.slice(start, end), start, end),
    ontextentity(code, end) {
      const before = builder.nodes.at(-1);
      const from = before?.kind === 'text' ? before.end : text.lastIndexOf('&', end - 1);
      addText(builder, String.fromCodePoint(code), from, end);
    },
    onend() {
      while (builder.open.length > 0) endInnermost(builder, text.length, text.length);
    },
    oncdata() {},
    oncomment() {},
    ondeclaration() {},
    onprocessinginstruction() {},
  };
}

function nameOf(builder: Builder, start: number, end: number): string {
  const name = builder.text.slice(start, end);
  return builder.options.components ? name : name.toLowerCase();
}

/** An entity ends where the next part of the value starts. */
function settleEntity(builder: Builder, end: number): void {
  if (builder.pending === undefined) return;
  const part = builder.parts[builder.pending];
  if (part) builder.parts[builder.pending] = { ...part, end: Math.max(end, part.start) };
  builder.pending = undefined;
}

function valueStartOf(builder: Builder): number {
  let at = builder.attribute?.nameEnd ?? 0;
  while (/[\s=]/.test(builder.text[at] ?? '')) at++;
  return /["']/.test(builder.text[at] ?? '') ? at + 1 : at;
}

function endAttribute(builder: Builder, quote: QuoteType, end: number): void {
  const { attribute, attributes, parts } = builder;
  if (!attribute) return;
  const quoted = quote === QuoteType.Double || quote === QuoteType.Single;
  settleEntity(builder, quoted ? end - 1 : end);
  const name = builder.options.components ? attribute.name : attribute.name.toLowerCase();
  const hasValue = quote !== QuoteType.NoValue;
  // Of two attributes with one name the first counts.
  if (attributes.length < 40 ? attributes.some((other) => other.name === name) : attributes.length > 400) return;
  attributes.push({
    name,
    ...(hasValue ? { value: parts.map((part) => part.text).join('') } : {}),
    parts,
    start: attribute.start,
    end: hasValue ? end : attribute.nameEnd,
    valueStart: hasValue ? valueStartOf(builder) - (quoted ? 1 : 0) : attribute.nameEnd,
  });
  builder.attribute = undefined;
}

function openTag(builder: Builder, openEnd: number, closed: boolean): void {
  const { name, open, nodes, openNames } = builder;
  if (!builder.options.components) endImplied(builder, name);
  const index =
    nodes.push({
      kind: 'tag',
      name,
      attributes: builder.attributes,
      parent: open.at(-1) ?? -1,
      start: builder.start,
      openEnd,
      closeStart: openEnd,
      end: openEnd,
    }) - 1;
  if (closed || VOID_TAGS.has(name)) return;
  open.push(index);
  openNames.set(name, (openNames.get(name) ?? 0) + 1);
}

function closeTag(builder: Builder, name: string, closeStart: number, end: number): void {
  if (!builder.openNames.has(name)) return;
  for (;;) {
    const tag = builder.nodes[builder.open.at(-1) ?? -1];
    if (tag?.kind !== 'tag') return;
    const isIt = tag.name === name;
    endInnermost(builder, closeStart, isIt ? end : closeStart);
    if (isIt) return;
  }
}

function endInnermost(builder: Builder, closeStart: number, end: number): void {
  const tag = builder.nodes[builder.open.pop() ?? -1];
  if (tag?.kind !== 'tag') return;
  tag.closeStart = closeStart;
  tag.end = end;
  const left = (builder.openNames.get(tag.name) ?? 1) - 1;
  if (left > 0) builder.openNames.set(tag.name, left);
  else builder.openNames.delete(tag.name);
}

const ROWS = ['tr', 'th', 'td'];
const PARAGRAPH_ENDERS =
  'address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul';
/** Tag → innermost open tags that its start ends. */
const IMPLIED_ENDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...PARAGRAPH_ENDERS.split(' ').map((name): [string, Set<string>] => [name, new Set(['p'])]),
  ['body', new Set(['head'])],
  ['li', new Set(['li'])],
  ['option', new Set(['option'])],
  ['dt', new Set(['dt', 'dd'])],
  ['dd', new Set(['dt', 'dd'])],
  ['td', new Set(['th', 'td'])],
  ['th', new Set(['th', 'td'])],
  ['tr', new Set(ROWS)],
  ['tbody', new Set([...ROWS, 'thead', 'tbody'])],
  ['tfoot', new Set([...ROWS, 'thead', 'tbody'])],
]);

function endImplied(builder: Builder, name: string): void {
  const ended = IMPLIED_ENDS.get(name);
  if (!ended) return;
  for (;;) {
    const tag = builder.nodes[builder.open.at(-1) ?? -1];
    if (tag?.kind !== 'tag' || !ended.has(tag.name)) return;
    endInnermost(builder, builder.start, builder.start);
  }
}

function addText(builder: Builder, text: string, start: number, end: number): void {
  const parent = builder.open.at(-1) ?? -1;
  const before = builder.nodes.at(-1);
  if (before?.kind === 'text' && before.parent === parent && before.end === start) {
    before.text += text;
    before.end = end;
    return;
  }
  builder.nodes.push({ kind: 'text', text, parent, start, end });
}
