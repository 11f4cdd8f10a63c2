/**
 * A closed, serialisable form of expressions, so that a test can be evaluated across files without a syntax tree.
 * Calls and functions are kept once in `ModuleFacts` and named here by number.
 */
export type Expr =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly start: number; readonly end: number }
  | { readonly kind: 'undefined' }
  | { readonly kind: 'regex'; readonly source: string }
  | { readonly kind: 'template'; readonly strings: readonly string[]; readonly parts: readonly Expr[]; readonly start: number; readonly end: number }
  /** A binding of this module, by its number in `ModuleFacts.bindings`. */
  | { readonly kind: 'ref'; readonly binding: number; readonly start: number }
  /** A name that no scope of the module declares. */
  | { readonly kind: 'global'; readonly name: string; readonly start: number; readonly end: number }
  | { readonly kind: 'this' }
  | { readonly kind: 'super' }
  /** `name` is absent where the key is computed; then `key` says how. */
  | { readonly kind: 'member'; readonly object: Expr; readonly name?: string; readonly key?: Expr; readonly start: number; readonly end: number }
  | { readonly kind: 'call'; readonly call: number }
  | { readonly kind: 'function'; readonly fn: number }
  | { readonly kind: 'class'; readonly cls: number }
  | { readonly kind: 'object'; readonly props: readonly Prop[]; readonly start: number; readonly end: number }
  | { readonly kind: 'array'; readonly items: readonly Expr[]; readonly start: number; readonly end: number }
  | { readonly kind: 'spread'; readonly of: Expr }
  | { readonly kind: 'unary'; readonly op: string; readonly of: Expr }
  | { readonly kind: 'binary'; readonly op: string; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'logical'; readonly op: '&&' | '||' | '??'; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'conditional'; readonly test: Expr; readonly then: Expr; readonly else: Expr }
  | { readonly kind: 'await'; readonly of: Expr }
  /** The value of an assignment; its effect is a `write` point of the flow. */
  | { readonly kind: 'assigned'; readonly value: Expr }
  /** `import('./x')`, `require('./x')`. */
  | { readonly kind: 'import'; readonly specifier: Expr; readonly call: number }
  | { readonly kind: 'meta' }
  /** The rest of what is destructured from `of`: without some properties, or from an element on. */
  | { readonly kind: 'rest'; readonly of: Expr; readonly without: readonly string[]; readonly from?: number }
  | { readonly kind: 'jsx'; readonly element: number }
  | { readonly kind: 'opaque'; readonly why: string };

export type Prop =
  | { readonly key: string; readonly value: Expr; readonly start: number; readonly getter?: boolean }
  | { readonly computed: Expr; readonly value: Expr }
  | { readonly spread: Expr };
