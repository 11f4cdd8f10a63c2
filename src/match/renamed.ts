import { WINDOW } from '../flow/members.js';
import { splitPredicates } from '../flow/paths.js';
import { type Api, rootApi, step } from '../flow/values.js';
import type { Expr } from '../model/expr.js';
import type { Call, ModuleFacts } from '../model/facts.js';
import type { Touch } from '../model/sdk.js';

/** A call by which a product is known under any name: `global:*.quick()[arg(0)="autoTrack"]`. */
export interface Signature {
  readonly product: string;
  readonly member: string;
  /** What the first argument is. */
  readonly word: string;
  /** The product's own names, as roots of access paths. */
  readonly roots: readonly string[];
}

/** The signatures that a catalog has for products whose users may choose the name under which the page has them. */
export function signaturesOf(touches: readonly Touch[]): readonly Signature[] {
  return touches.flatMap(({ path, product }): Signature[] => {
    if (!isSignature(path)) return [];
    const { bare, predicates } = splitPredicates(path);
    const member = /^global:\*\.([\w$]+)\(\)$/.exec(bare)?.[1];
    const [first, ...others] = predicates;
    if (member === undefined || first?.op !== '=' || first.arg !== 0 || first.part !== undefined || others.length > 0) return [];
    const own = touches.flatMap((touch) => (touch.product === product ? (/^global:[\w$]+/.exec(touch.path)?.[0] ?? []) : []));
    return [{ product, member, word: first.value, roots: [...new Set(own)] }];
  });
}

export function isSignature(path: string): boolean {
  return path.startsWith('global:*');
}

/** Names of the page that are called as a product is, with the product's own names. */
export function renamedIn(
  modules: readonly ModuleFacts[],
  signatures: readonly Signature[],
  catalogued: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { calls } of signatures.length > 0 ? modules : []) {
    for (const call of calls) {
      const [first] = call.args;
      if (first?.kind !== 'literal' || typeof first.value !== 'string') continue;
      const known = signatures.find(({ member, word }) => word === first.value && call.callee.kind === 'member' && call.callee.name === member);
      const name = known && nameOf(call.callee)?.name;
      if (known && name !== undefined && !catalogued.has(`global:${name}`)) found.set(name, known.roots);
    }
  }
  return found;
}

/** What a call of such a name is a call of, under the product's own names. */
export function* underOwnName(renamed: ReadonlyMap<string, readonly string[]>, { callee }: Call): Iterable<Api> {
  if (renamed.size === 0) return;
  const { name, members } = nameOf(callee) ?? {};
  const [root] = (name === undefined ? undefined : renamed.get(name)) ?? [];
  if (root === undefined) return;
  let api: Api | undefined = rootApi(root);
  for (const member of members ?? []) api &&= step(api, `.${member}`);
  if (api) yield api;
}

/** The name of the page that a chain of members starts from: `window.sa.track` is `track` of `sa`. */
function nameOf(callee: Expr): { readonly name: string; readonly members: readonly string[] } | undefined {
  const members: string[] = [];
  let at = callee;
  while (at.kind === 'member' && at.name !== undefined) {
    members.unshift(at.name);
    at = at.object;
  }
  if (at.kind !== 'global') return undefined;
  const [first, ...rest] = members;
  if (!WINDOW.has(at.name)) return members.length > 0 ? { name: at.name, members } : undefined;
  return first === undefined || rest.length === 0 ? undefined : { name: first, members: rest };
}
