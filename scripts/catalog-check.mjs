// npm run catalog:check -- [PACKAGE…] [--source DIR]… [--copy DIR]… [--report]: compares what the catalogs say about npm packages with what the
// packages themselves declare, and keeps the result in sdk-catalog/proof.json. Without names all packages are taken, from the
// configured registry; with --source packages are read from their vendors' repositories (a checkout, or a bare repository `DIR@TAG`),
// with --copy as published, from repositories that keep them under `node_modules`; both without the registry.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { check } from './catalog-check/check.mjs';
import { claimsOf } from './catalog-check/claims.mjs';
import { BESIDE, copyOf, openCopies } from './catalog-check/copies.mjs';
import { elsewhere } from './catalog-check/elsewhere.mjs';
import { codeOf, installFrameworks, olderMajors, published, typesOf } from './catalog-check/published.mjs';
import { report } from './catalog-check/report.mjs';
import { isBefore, olderReleases, openSource } from './catalog-check/snapshots.mjs';
import { sourcePackages, sourceView } from './catalog-check/sources.mjs';
import { main, root, tell } from './prepare.mjs';

register('./typescript-sources.mjs', import.meta.url);
const { compileAll } = await import('../src/catalogs/load.ts');
const { expandBraces, takeApart } = await import('../src/catalogs/paths.ts');
const { SOURCE_KINDS, sdkDossiers } = await import('../src/catalogs/sdk-dossiers.ts');
const { catalogFiles } = await import('../src/catalogs/yaml-files.ts');

const FILE = join(root, 'sdk-catalog', 'proof.json');
/** How many majors are looked at for a path that the current one lacks. */
const MOST_MAJORS = 8;

await main(() => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      source: { type: 'string', multiple: true, default: [] },
      copy: { type: 'string', multiple: true, default: [] },
      older: { type: 'boolean', default: false },
      report: { type: 'boolean', default: false },
    },
  });
  const catalogs = compileAll(root);
  if ('problems' in catalogs) throw new Error(catalogs.problems.join('\n'));
  const claims = claimsOf(catalogs, takeApart);
  const proof = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : { packages: {} };
  if (!values.report) renew(proof, claims, positionals, values);
  const read = elsewhere({
    dossiers: sdkDossiers(catalogFiles(root, 'sdk-catalog').filter(({ name }) => name.includes('/vendors/'))),
    consentFiles: catalogFiles(root, 'consent-catalog'),
    kinds: SOURCE_KINDS,
    expand: expandBraces,
  });
  proof.elsewhere = readElsewhere(proof, claims, read);
  save(proof, claims);
  return report(proof, claims, tell);
});

function renew(proof, claims, names, { source: given, copy: copied, older: isOlder }) {
  const unknown = names.find((name) => !claims.has(name));
  if (unknown !== undefined) throw new Error(`No catalog names the package ${unknown}.`);
  const wanted = [...claims.values()].filter(({ name }) => names.length === 0 || names.includes(name));
  const keep = (claim, result) => {
    if (result === undefined) return;
    const { copies } = proof.packages[claim.name] ?? {};
    proof.packages[claim.name] = { ...(copies === undefined ? {} : { copies }), ...result, checked: new Date().toISOString().slice(0, 10) };
    save(proof, claims);
  };
  if (copied.length > 0) installFrameworks();
  for (const place of copied) {
    const copies = openCopies(place);
    for (const claim of wanted) keep(claim, byCopy(claim, copies, proof.packages[claim.name]));
  }
  if (copied.length > 0 && given.length === 0) return;
  if (given.length === 0) {
    for (const claim of wanted) {
      tell(`${claim.name} …`);
      keep(claim, byRegistry(claim));
    }
    return;
  }
  installFrameworks();
  // A package may be made of others whose sources are given, too.
  const all = given.map((one) => {
    const source = openSource(one);
    return { ...source, given: one, packages: sourcePackages(source) };
  });
  for (const source of all) {
    for (const claim of wanted.filter(({ name }) => source.packages.has(name))) {
      keep(claim, bySource(claim, source, all, proof.packages[claim.name]));
      for (const release of isOlder ? olderReleases(source.tags ?? [], claim.name, source.packages.get(claim.name).version).slice(0, MOST_MAJORS) : []) {
        if (leftOf(claim, proof.packages[claim.name] ?? {}).paths.size === 0) break;
        const before = openSource(`${source.given}@${release}`);
        const then = { ...before, packages: sourcePackages(before) };
        const { version } = then.packages.get(claim.name) ?? {};
        if (version !== undefined && isBefore(version, source.packages.get(claim.name).version))
          keep(claim, bySource(claim, then, all, proof.packages[claim.name]));
      }
    }
  }
  save(proof, claims);
}

/** Only what is still named in a catalog is kept, in a fixed order, so that the same facts give the same bytes. */
function save(proof, claims) {
  const kept = Object.keys(proof.packages)
    .filter((name) => claims.has(name))
    .sort();
  proof.packages = Object.fromEntries(kept.map((name) => [name, pruned(proof.packages[name], claims.get(name))]));
  writeFileSync(FILE, `${JSON.stringify(proof, null, 1)}\n`);
}

/** Paths that no package proves, by the address where they were read. */
function readElsewhere(proof, claims, read) {
  const byAddress = new Map();
  for (const claim of claims.values()) {
    for (const path of leftOf(claim, proof.packages[claim.name] ?? {}).paths.keys()) {
      const address = read.get(path);
      if (address !== undefined) byAddress.set(address, [...(byAddress.get(address) ?? []), path]);
    }
  }
  return Object.fromEntries([...byAddress].sort(([a], [b]) => (a < b ? -1 : 1)).map(([address, paths]) => [address, paths.sort()]));
}

function pruned(found, { paths }) {
  const listed = (part) => part.filter((path) => paths.has(path));
  const keyed = (part) => Object.fromEntries(Object.entries(part).filter(([path]) => paths.has(path)));
  const ofOlder = (part) => Object.fromEntries(Object.entries(part).filter(([release]) => found.older?.[release] !== undefined));
  const by = { there: listed, named: listed, open: keyed, absent: keyed, missed: keyed, copies: ofOlder };
  const older = (part) => Object.fromEntries(Object.entries(part).flatMap(([version, one]) => (listed(one).length > 0 ? [[version, listed(one)]] : [])));
  const parts = Object.entries(found).map(([key, part]) => [key, key === 'older' ? older(part) : (by[key]?.(part) ?? part)]);
  const { checked, ...kept } = Object.fromEntries(parts.filter(([, part]) => typeof part !== 'object' || Object.keys(part).length > 0));
  return { ...withOlder(kept, kept.older ?? {}), checked };
}

/** A source of an older release than the one that was looked at adds what only that has. */
function bySource(claim, { packages, commit }, all, known) {
  const source = packages.get(claim.name);
  if (known !== undefined && leftOf(claim, known).paths.size === 0) return undefined;
  tell(`${claim.name} ${source.version} …`);
  const { repository } = source;
  const from = { version: source.version, by: 'source', ...(repository === undefined ? {} : { repository }), ...(commit === undefined ? {} : { commit }) };
  const specifiers = [...new Set([...claim.paths.values()].map(({ specifier }) => specifier))];
  const others = all.map((one) => one.packages).filter((one) => one !== packages);
  const view = sourceView(source, [packages, ...others], specifiers);
  const scripts = () => codeOf(source.folder);
  // What is published counts for more than a checkout of the same release line.
  const isNewer = known?.version === undefined || (known.by !== 'package' && !isBefore(source.version, known.version));
  if (isNewer) {
    const found = check(claim, source.folder, scripts, view);
    // Without the sources of what it is made of, less is seen of the same release.
    const before = known?.version === source.version ? (known.there ?? []) : [];
    const there = [...new Set([...(found.there ?? []), ...before])].sort();
    const { older, ...read } = earlier(known, source.version);
    return withOlder({ ...from, ...read, ...found, ...(there.length > 0 ? { there } : {}) }, older);
  }
  const found = check(leftOf(claim, known), source.folder, scripts, view).there ?? [];
  return found.length === 0 ? undefined : addOlder(known, source.version, found, repository === known.repository ? {} : { repository, commit });
}

/** What a look at another release proved stays, with where it was read. */
function earlier({ version, there = [], older = {}, copies, repository, commit } = {}, now) {
  if (version === undefined || version === now || there.length === 0) return { older, ...(copies === undefined ? {} : { copies }) };
  return { older: { ...older, [version]: there }, ...placeOf(copies, version, { repository, commit }) };
}

function addOlder({ checked: _, older = {}, copies, ...current }, release, found, place) {
  const all = [...new Set([...(older[release] ?? []), ...found])].sort();
  return withOlder({ ...current, ...placeOf(copies, release, place) }, { ...older, [release]: all });
}

/** Where an older release was read, if not where the current one was. */
function placeOf(copies, release, { repository, commit }) {
  if (repository === undefined || commit === undefined) return copies === undefined ? {} : { copies };
  return { copies: { ...copies, [release]: `${repository}@${commit}` } };
}

function byRegistry(claim) {
  const current = published(claim.name);
  if (current.kind !== 'there') return current.kind === 'absent' ? { by: 'registry', isAbsent: true } : undefined;
  let result = { version: current.version, by: 'package', ...check(claim, current.folder, () => codeOf(join(current.folder, 'node_modules', claim.name))) };
  for (const major of result.absent === undefined ? [] : olderMajors(claim.name, current.version).slice(0, MOST_MAJORS)) {
    if (result.absent === undefined) break;
    const before = published(claim.name, String(major));
    if (before.kind !== 'there') continue;
    const then = check(leftOf(claim, result), before.folder, () => codeOf(join(before.folder, 'node_modules', claim.name)));
    result = withOlder(result, { ...result.older, [before.version]: [...(then.there ?? []), ...(then.named ?? [])] });
  }
  return result;
}

/** A copy is of the release that it says; types that stand alone are a release of their own. */
function byCopy(claim, copies, known = {}) {
  if (leftOf(claim, known).paths.size === 0) return undefined;
  const copy = copyOf(copies, claim.name);
  if (copy === undefined) return undefined;
  const { version, types, folder } = copy;
  const key = version ?? `${typesOf(claim.name)}@${types}`;
  tell(`${claim.name} ${key} …`);
  const { repository, commit } = copies;
  const scripts = () => (version === undefined ? '' : codeOf(join(folder, 'node_modules', claim.name)));
  if (version !== undefined && (known.version === undefined || isBefore(known.version, version))) {
    const found = check(claim, folder, scripts, BESIDE);
    const left = leftOf(claim, known).paths;
    if (known.version !== undefined && !(found.there ?? []).some((path) => left.has(path))) return undefined;
    const { older, ...read } = earlier(known, version);
    return withOlder({ version, by: 'copy', repository, commit, ...(types === undefined ? {} : { types }), ...read, ...found }, older);
  }
  const found = check(leftOf(claim, known), folder, scripts, BESIDE).there ?? [];
  return found.length === 0 ? undefined : addOlder({ by: 'copy', ...known }, key, found, { repository, commit });
}

/** What is not found yet. */
function leftOf(claim, { there = [], older = {} }) {
  const found = new Set([...there, ...Object.values(older).flat()]);
  return { ...claim, paths: new Map([...claim.paths].filter(([path]) => !found.has(path))), options: new Map() };
}

/** What is there, or was in an older release, is nothing else besides. */
function withOlder({ absent, missed, open, named = [], older: _, ...result }, before) {
  const there = new Set(result.there);
  const older = Object.fromEntries(Object.entries(before).map(([version, paths]) => [version, paths.filter((path) => !there.has(path))]));
  const found = new Set([...there, ...Object.values(older).flat()]);
  const left = (paths) => Object.fromEntries(Object.entries(paths ?? {}).filter(([path]) => !found.has(path)));
  const byName = named.filter((path) => !found.has(path));
  const parts = {
    named: byName,
    absent: left(absent),
    missed: left(missed),
    open: left(open),
    older: Object.fromEntries(Object.entries(older).filter(([, paths]) => paths.length > 0)),
  };
  return { ...result, ...Object.fromEntries(Object.entries(parts).filter(([, paths]) => Object.keys(paths).length > 0)) };
}
