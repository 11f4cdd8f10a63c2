import { type Pattern, splitPredicates } from '../flow/paths.js';
import type { Api } from '../flow/values.js';
import type { Expr } from '../model/expr.js';
import type { SdkCatalog } from '../model/sdk.js';
import type { Need } from '../model/sighting.js';

/** A call by which an SDK, or what starts by itself, is held back or let go. */
export interface SwitchPath {
  readonly product: string;
  readonly does: 'hold' | 'release';
  readonly residue: 'none' | 'handshake' | 'pings' | 'all';
  readonly path: string;
}

/** Gets the switches of all products and of what starts by itself. */
export function switchesOf(catalog: SdkCatalog): readonly SwitchPath[] {
  const ownSwitches = Object.values(catalog.products).flatMap((product) =>
    product.switches.flatMap((entry): SwitchPath[] => [
      ...entry.release.map((path) => ({ product: product.id, does: 'release' as const, residue: entry.residue, path })),
      ...(entry.hold ? [{ product: product.id, does: 'hold' as const, residue: entry.residue, path: entry.hold }] : []),
    ]),
  );
  const startSwitches = (catalog.selfStarts ?? []).flatMap(({ product, release, hold }): SwitchPath[] => [
    ...release.map((path) => ({ product, does: 'release' as const, residue: 'none' as const, path })),
    ...hold.map((path) => ({ product, does: 'hold' as const, residue: 'none' as const, path })),
  ]);
  const isKnown = ({ product, does, path }: SwitchPath) => ownSwitches.some((own) => own.product === product && own.does === does && own.path === path);
  return [...ownSwitches, ...startSwitches.filter((entry) => !isKnown(entry))];
}

/** Gets the releases by the name of what is called, where it speaks of letting go and is a name of one product alone. */
export function releasesByName(switches: readonly SwitchPath[]): ReadonlyMap<string, readonly Pattern<SwitchPath>[]> {
  const byName = new Map<string, Pattern<SwitchPath>[]>();
  for (const item of switches) {
    const { bare, predicates } = splitPredicates(item.path);
    const name = /\.([\w$]+)\(\)$/.exec(bare)?.[1];
    if (item.does !== 'release' || name === undefined || !SPEAKS_OF_RELEASE.test(name)) continue;
    byName.set(name, [...(byName.get(name) ?? []), { item, predicates }]);
  }
  return new Map([...byName].filter(([, patterns]) => new Set(patterns.map(({ item }) => item.product)).size === 1));
}

const SPEAKS_OF_RELEASE = /opt_?(?:in|out)|consent|tracking|sending/i;

/** What a switch asks of the arguments of its call, to be asked again in every world. Of what is spread nothing is known. */
export function needsOf({ predicates }: Pattern<SwitchPath>, api: Api, args: readonly Expr[], module: number): readonly Need[] {
  if (args.some(({ kind }) => kind === 'spread')) return [];
  return predicates.flatMap(({ step, arg, part, op, value }) => {
    const expr = step > api.steps.length ? args[arg] : undefined;
    return expr ? [{ module, expr, ...(part === undefined ? {} : { part }), op, value }] : [];
  });
}
