// npm run catalog:check -- [PACKAGE…] [--source DIR]… [--report]: compares what the catalogs say about npm packages with what the
// packages themselves declare, and keeps the result in sdk-catalog/proof.json. Without names all packages are taken, from the
// configured registry; with --source packages are read from checkouts of their vendors' repositories, without the registry.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { check } from './catalog-check/check.mjs';
import { claimsOf } from './catalog-check/claims.mjs';
import { olderMajors, published, scriptsOf } from './catalog-check/published.mjs';
import { report } from './catalog-check/report.mjs';
import { sourcePackages, sourcePaths } from './catalog-check/sources.mjs';
import { main, root, tell } from './prepare.mjs';

register('./typescript-sources.mjs', import.meta.url);
const { compileAll } = await import('../src/catalogs/load.ts');
const { takeApart } = await import('../src/catalogs/paths.ts');

const FILE = join(root, 'sdk-catalog', 'proof.json');
/** How many majors are looked at for a path that the current one lacks. */
const MOST_MAJORS = 8;

await main(() => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { source: { type: 'string', multiple: true, default: [] }, report: { type: 'boolean', default: false } },
  });
  const catalogs = compileAll(root);
  if ('problems' in catalogs) throw new Error(catalogs.problems.join('\n'));
  const claims = claimsOf(catalogs, takeApart);
  const proof = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : { packages: {} };
  if (!values.report)
    renew(
      proof,
      claims,
      positionals,
      values.source.map((folder) => resolve(folder)),
    );
  return report(proof, claims, tell);
});

function renew(proof, claims, names, folders) {
  const unknown = names.find((name) => !claims.has(name));
  if (unknown !== undefined) throw new Error(`No catalog names the package ${unknown}.`);
  const sources = sourcePackages(folders);
  const wanted = [...claims.values()].filter(({ name }) => (names.length > 0 ? names.includes(name) : folders.length === 0 || sources.has(name)));
  for (const claim of wanted) {
    tell(`${claim.name} …`);
    const result = folders.length > 0 ? bySource(claim, sources, proof.packages[claim.name]) : byRegistry(claim);
    if (result === undefined) continue;
    proof.packages[claim.name] = { ...result, checked: new Date().toISOString().slice(0, 10) };
    save(proof, claims);
  }
  save(proof, claims);
}

/** Only what is still named in a catalog is kept, in a fixed order, so that the same facts give the same bytes. */
function save(proof, claims) {
  const kept = Object.keys(proof.packages)
    .filter((name) => claims.has(name))
    .sort();
  proof.packages = Object.fromEntries(kept.map((name) => [name, proof.packages[name]]));
  writeFileSync(FILE, `${JSON.stringify(proof, null, 1)}\n`);
}

/** A checkout of an older major than the one that was looked at adds what only that has. */
function bySource(claim, sources, known) {
  const source = sources.get(claim.name);
  if (source === undefined) return undefined;
  if (known?.version === source.version && isSettled(claim, known)) return undefined;
  // What is published counts for more than a checkout of the same release line.
  if (known?.by === 'package' && majorOf(source.version) >= majorOf(known.version)) return undefined;
  const specifiers = [...new Set([...claim.paths.values()].map(({ specifier }) => specifier))];
  const paths = sourcePaths(sources, source.top, specifiers);
  if (known?.version === undefined || majorOf(source.version) >= majorOf(known.version)) {
    const { older } = known ?? {};
    return withOlder({ version: source.version, by: 'source', ...check(claim, source.folder, paths) }, older ?? {});
  }
  if (known.absent === undefined && known.missed === undefined) return undefined;
  const { checked: _, older = {}, ...current } = known;
  return withOlder(current, { ...older, [source.version]: check(leftOf(claim, current), source.folder, paths).there ?? [] });
}

function byRegistry(claim) {
  const current = published(claim.name);
  if (current.kind !== 'there') return current.kind === 'absent' ? { by: 'registry', isAbsent: true } : undefined;
  let result = { version: current.version, by: 'package', ...check(claim, current.folder, {}, () => scriptsOf(current.folder, claim.name)) };
  for (const major of result.absent === undefined ? [] : olderMajors(claim.name, current.version).slice(0, MOST_MAJORS)) {
    if (result.absent === undefined) break;
    const before = published(claim.name, String(major));
    if (before.kind !== 'there') continue;
    const then = check(leftOf(claim, result), before.folder, {}, () => scriptsOf(before.folder, claim.name));
    result = withOlder(result, { ...result.older, [before.version]: [...(then.there ?? []), ...(then.named ?? [])] });
  }
  return result;
}

/** Nothing is left to be found out. */
function isSettled(claim, { there = [], older = {} }) {
  const found = new Set([...there, ...Object.values(older).flat()]);
  return [...claim.paths.keys()].every((path) => found.has(path));
}

function leftOf(claim, { absent = {}, missed = {} }) {
  return { ...claim, paths: new Map([...claim.paths].filter(([path]) => path in absent || path in missed)), options: new Map() };
}

/** What an older major has is not absent. */
function withOlder({ absent, missed, older: _, ...result }, older) {
  const found = new Set(Object.values(older).flat());
  const left = (paths) => Object.fromEntries(Object.entries(paths ?? {}).filter(([path]) => !found.has(path)));
  const parts = { absent: left(absent), missed: left(missed), older: Object.fromEntries(Object.entries(older).filter(([, paths]) => paths.length > 0)) };
  return { ...result, ...Object.fromEntries(Object.entries(parts).filter(([, paths]) => Object.keys(paths).length > 0)) };
}

function majorOf(version) {
  return Number.parseInt(version, 10);
}
