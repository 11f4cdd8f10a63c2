// What the packages themselves declare, as sdk-catalog/proof.json holds it. `npm run catalog:check` renews it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileAll } from '../../src/catalogs/load.js';
import { countProof, type ProvedPackage } from '../../src/catalogs/proof.js';
import type { SdkCatalog } from '../../src/model/sdk.js';

interface Found extends ProvedPackage {
  readonly version?: string;
  readonly by?: 'package' | 'source' | 'copy';
  readonly repository?: string;
  readonly commit?: string;
  readonly copies?: Readonly<Record<string, string>>;
}

const root = new URL('../../', import.meta.url).pathname;
const proof = JSON.parse(readFileSync(`${root}sdk-catalog/proof.json`, 'utf8')) as {
  readonly packages: Readonly<Record<string, Found>>;
  readonly elsewhere: Readonly<Record<string, readonly string[]>>;
};
const catalogs = compileAll(root);
if ('problems' in catalogs) throw new Error(catalogs.problems.join('\n'));
const products = Object.values(catalogs.sdk.products);
const counted = countProof(proof, catalogs.sdk, catalogs.consent);
const packageOf = (path: string) => /npm:((?:@[^/]+\/)?[^/#\s]+)/.exec(path)?.[1] ?? '';

/** Paths that nobody looked up yet. The number only goes down. */
const MOST_REMEMBERED = 150;

/** The share of paths that the types or the sources of their packages declare, at least. */
const LEAST_DECLARED = 0.91;

describe('the proof of the access paths', () => {
  it('is sorted and dated, so that the same facts give the same bytes', () => {
    const names = Object.keys(proof.packages);
    expect(names).toEqual([...names].sort());
    expect(Object.values(proof.packages).filter(({ checked }) => !/^\d{4}-\d{2}-\d{2}$/.test(checked))).toEqual([]);
  });

  it('knows no path that its package does not have, and no package that does not exist', () => {
    expect(counted.absent).toBe(0);
  });

  it('says of a copy which repository and commit it was read from', () => {
    const copied = Object.entries(proof.packages).filter(([, { by, version }]) => by === 'copy' && version !== undefined);
    const isNamed = (address: string) => /^github\.com\/[\w.-]+\/[\w.-]+@[0-9a-f]{12}$/.test(address);
    expect(copied.filter(([, { repository, commit }]) => !isNamed(`${repository}@${commit}`)).map(([name]) => name)).toEqual([]);
    const older = Object.entries(proof.packages).flatMap(([name, { copies = {} }]) => Object.values(copies).map((address) => [name, address] as const));
    expect(older.filter(([, address]) => !isNamed(address))).toEqual([]);
  });

  it('comes from the package itself for most', () => {
    expect(counted.declared / counted.paths).toBeGreaterThan(LEAST_DECLARED);
  });

  it('names an address for what was read elsewhere', () => {
    expect(Object.keys(proof.elsewhere).filter((address) => !/^https:\/\/\S+$/.test(address))).toEqual([]);
    expect(Object.keys(proof.elsewhere)).toEqual(Object.keys(proof.elsewhere).sort());
  });

  it('is there for a path, or the path says where else it was read; few are only remembered', () => {
    const isProved = (path: string) => {
      const found = proof.packages[packageOf(path)];
      return [...(found?.there ?? []), ...(found?.named ?? []), ...Object.values(found?.older ?? {}).flat()].includes(path);
    };
    const remembered = products.flatMap(({ touches }) =>
      touches
        .filter(({ path, sources }) => packageOf(path) !== '' && sources.every((source) => source === 'memory') && !isProved(path))
        .map(({ path }) => path),
    );
    expect(remembered.length, remembered.join('\n')).toBeLessThanOrEqual(MOST_REMEMBERED);
  });
});

describe('no two products', () => {
  const twice = <T>(items: readonly T[], keysOf: (item: T) => readonly string[], nameOf: (item: T) => string) => {
    const byKey = new Map<string, Set<string>>();
    for (const item of items) for (const key of keysOf(item)) byKey.set(key, (byKey.get(key) ?? new Set()).add(nameOf(item)));
    return [...byKey].filter(([, names]) => names.size > 1).map(([key, names]) => `${key}: ${[...names].join(', ')}`);
  };
  const catalog: SdkCatalog = catalogs.sdk;

  it('name the same package', () =>
    expect(
      twice(
        products,
        ({ packages }) => packages,
        ({ id }) => id,
      ),
    ).toEqual([]));

  it('hold the same host', () =>
    expect(
      twice(
        catalog.hosts,
        ({ host }) => [host],
        ({ product }) => product,
      ),
    ).toEqual([]));

  it('hold the same path, predicates included', () =>
    expect(
      twice(
        products,
        ({ touches }) => touches.map(({ path }) => path),
        ({ id }) => id,
      ),
    ).toEqual([]));
});
