import type { Expr } from './expr.js';
import type { Flow } from './flow.js';
import type { Gap } from './place.js';

export type Language = 'javascript' | 'html' | 'vue' | 'svelte' | 'astro' | 'wxml';

/** A name that the module declares. Values come from `write` points, from `init`, or from an import. */
export interface Binding {
  readonly name: string;
  readonly kind: 'const' | 'let' | 'var' | 'param' | 'function' | 'class' | 'import' | 'catch' | 'enum';
  /** The function whose scope declares it; 0 is the module body. */
  readonly fn: number;
  readonly start: number;
  readonly end: number;
  /** The type it is declared with, where that is a plain name: `client: OpenAI`. */
  readonly type?: Expr;
  /** How often the module reads or writes it, its declaration apart. */
  readonly uses: number;
}

export interface Import {
  readonly specifier: string;
  /** `default`, `*` for the namespace, or the exported name. Absent: imported for its effect. */
  readonly name?: string;
  readonly binding?: number;
  readonly typeOnly: boolean;
  readonly start: number;
  readonly end: number;
}

export type Export =
  | { readonly kind: 'value'; readonly name: string; readonly value: Expr; readonly start: number }
  /** `export { a as b } from './x'`; `from` is `*` for a namespace. */
  | { readonly kind: 'from'; readonly name: string; readonly from: string; readonly specifier: string; readonly start: number }
  | { readonly kind: 'all'; readonly specifier: string; readonly start: number };

export interface Call {
  readonly callee: Expr;
  readonly args: readonly Expr[];
  readonly isNew: boolean;
  /** A tagged template, whose strings are the first argument. */
  readonly tagged: boolean;
  readonly optional: boolean;
  /** The function whose flow holds it. */
  readonly fn: number;
  readonly start: number;
  readonly end: number;
  /** The value is thrown away: an expression statement, or `void`, or an `await` of it that is thrown away. */
  readonly unused: boolean;
  /** Its value is awaited at once. */
  readonly awaited: boolean;
  /** A `require`, written as an import. */
  readonly required?: boolean;
  readonly decorator?: boolean;
}

export interface Param {
  /** The binding that receives the argument; absent where it is destructured (the parts are `write` points). */
  readonly binding: number;
  readonly rest: boolean;
}

export interface Func {
  readonly name?: string;
  readonly params: readonly Param[];
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly arrow: boolean;
  /** The function around it; -1 for the module body. */
  readonly parent: number;
  /** The class whose method it is. */
  readonly cls?: number;
  readonly method?: string;
  readonly isStatic?: boolean;
  readonly isConstructor?: boolean;
  readonly flow: Flow;
  readonly start: number;
  readonly end: number;
}

export interface Class {
  readonly name?: string;
  readonly base?: Expr;
  readonly fn: number;
  readonly methods: readonly {
    readonly name: string;
    readonly fn: number;
    readonly isStatic: boolean;
    readonly kind: 'method' | 'get' | 'set' | 'constructor';
  }[];
  /** Initial values of fields, evaluated when an instance is made. `type` where it is declared with a plain name. */
  readonly fields: readonly {
    readonly name: string;
    readonly value?: Expr;
    readonly isStatic: boolean;
    readonly type?: Expr;
    readonly decorated?: boolean;
    readonly start: number;
  }[];
  readonly decorators: readonly Expr[];
  readonly start: number;
  readonly end: number;
}

/** A JSX element, or an element of markup. */
export interface Element {
  /** A lower-case name is an element of the page; anything else is a value, a component. */
  readonly tag: Expr | string;
  readonly props: readonly Attribute[];
  readonly children: readonly Expr[];
  /** What a reader sees inside it: its text, without the markup. */
  readonly text: string;
  readonly parent?: number;
  readonly fn: number;
  readonly start: number;
  readonly end: number;
  /** Where the opening tag ends. */
  readonly openEnd: number;
  /** It is in the page as soon as it is made; nothing has to render it. */
  readonly atOnce?: boolean;
}

export type Attribute = { readonly name: string; readonly value: Expr; readonly start: number; readonly end: number } | { readonly spread: Expr };

/** One file summarised: plain data, no syntax tree; depends on content, language and facts version only. */
export interface ModuleFacts {
  readonly file: string;
  readonly language: Language;
  /** A classic script shares one global scope with the other scripts of its page. */
  readonly isScript: boolean;
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
  readonly bindings: readonly Binding[];
  /** functions[0] is the module body. */
  readonly functions: readonly Func[];
  readonly classes: readonly Class[];
  readonly calls: readonly Call[];
  readonly elements: readonly Element[];
  /** Elements of markup files that stand in the page itself, in document order. */
  readonly page?: Page;
  /** Scripts that a module writes into a page as text, by the element that holds them; each is facts of its own. */
  readonly scripts?: readonly PageScript[];
  /** Names that the top level of a classic script puts into the global scope, with their bindings. */
  readonly globals: readonly { readonly name: string; readonly binding: number }[];
  readonly directives: readonly string[];
  /** String literals that may be addresses, with the function that holds them. */
  readonly addresses: readonly { readonly value: string; readonly fn: number; readonly start: number; readonly end: number }[];
  readonly gaps: readonly Gap[];
}

/** What a markup file holds beside the facts of its inline scripts. */
export interface Page {
  /** Scripts in document order: inline ones are module facts of their own (same file, positions of the page). */
  readonly scripts: readonly PageScript[];
  /** Numbers of elements, in document order. */
  readonly elements: readonly number[];
  readonly lang?: string;
}

export interface PageScript {
  /** Number of the `<script>` element. */
  readonly element: number;
  /** `src`, as written. */
  readonly src?: string;
  /** `src` as the import that the page makes: `./app.js` for `app.js`, without query. */
  readonly specifier?: string;
  /** Facts of an inline script that the browser (or a consent platform) would run. */
  readonly facts?: ModuleFacts;
  readonly type: string;
}
