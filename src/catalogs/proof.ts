import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ConsentCatalog } from '../model/consent.js';
import type { SdkCatalog } from '../model/sdk.js';

/** How many of the shipped access paths of npm packages the packages themselves declare. */
export interface ProofCount {
  readonly paths: number;
  /** Declared by the package's types or the vendor's source, now or in an older release. */
  readonly declared: number;
  /** All of its names stand in the package's code. */
  readonly named: number;
  /** Neither, and read at an address that the entry gives. */
  readonly elsewhere: number;
  /** Not in the published package; packages that do not exist count, too. */
  readonly absent: number;
  /** The newest day on which a package was compared; empty where none was. */
  readonly checked: string;
}

/** What `sdk-catalog/proof.json` holds, as far as it is counted. */
export interface Proof {
  readonly packages: Readonly<Record<string, ProvedPackage>>;
  readonly elsewhere?: Readonly<Record<string, readonly string[]>>;
}

export interface ProvedPackage {
  readonly checked: string;
  readonly isAbsent?: boolean;
  readonly there?: readonly string[];
  readonly named?: readonly string[];
  readonly older?: Readonly<Record<string, readonly string[]>>;
  readonly absent?: Readonly<Record<string, string>>;
}

/** The counts that a build put beside this module, else those of the proof as it is now. Undefined where neither is to be had. */
export function loadProofCount(sdk: SdkCatalog, consent: ConsentCatalog): ProofCount | undefined {
  const here = dirname(fileURLToPath(import.meta.url));
  const built = readJson(join(here, 'proof.json')) as ProofCount | undefined;
  if (built !== undefined) return built;
  const proof = readProof(join(here, '..', '..'));
  return proof === undefined ? undefined : countProof(proof, sdk, consent);
}

/** The proof under a project's root. */
export function readProof(root: string): Proof | undefined {
  return readJson(join(root, 'sdk-catalog', 'proof.json')) as Proof | undefined;
}

/** Counts each path of both catalogs once, by the best that is known of it. */
export function countProof(proof: Proof, sdk: SdkCatalog, consent: ConsentCatalog): ProofCount {
  const found = Object.values(proof.packages);
  const declared = new Set(found.flatMap(({ there = [], older = {} }) => [...there, ...Object.values(older).flat()]));
  const named = new Set(found.flatMap(({ named: names = [] }) => names));
  const elsewhere = new Set(Object.values(proof.elsewhere ?? {}).flat());
  const absent = new Set(found.flatMap(({ absent: paths = {} }) => Object.keys(paths)));
  const paths = npmPaths(sdk, consent);
  const best = (path: string) =>
    declared.has(path) ? 'declared' : named.has(path) ? 'named' : absent.has(path) ? 'absent' : elsewhere.has(path) ? 'elsewhere' : 'open';
  const count = (what: ReturnType<typeof best>) => paths.filter((path) => best(path) === what).length;
  return {
    paths: paths.length,
    declared: count('declared'),
    named: count('named'),
    elsewhere: count('elsewhere'),
    absent: count('absent') + found.filter(({ isAbsent }) => isAbsent === true).length,
    checked:
      found
        .map(({ checked }) => checked)
        .sort()
        .at(-1) ?? '',
  };
}

function npmPaths({ products }: SdkCatalog, { reads, reactions, prompts, constants }: ConsentCatalog): readonly string[] {
  const ofProducts = Object.values(products).flatMap(({ touches, switches, endpoint }) => [
    ...touches.map(({ path }) => path),
    ...(endpoint.calls ?? []).map(({ path }) => path),
    ...switches.flatMap(({ hold, release }) => (hold === undefined ? release : [hold, ...release])),
  ]);
  const ofConsents = [...reads, ...reactions, ...prompts, ...constants].map(({ path }) => path);
  return [...new Set([...ofProducts, ...ofConsents])].filter((path) => /^(?:type:)?npm:/.test(path));
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
