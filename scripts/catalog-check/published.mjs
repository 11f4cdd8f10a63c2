// Packages as they are published: installed by npm into folders of their own, without running anything of theirs.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from '../prepare.mjs';

export const CACHE = join(root, 'node_modules', '.cache', 'catalog-check');

/**
 * A package in a version (`latest`, a major), from the cache or the configured registry. Gets `{ folder, version }`, `{ kind: 'absent' }`
 * where the registry does not know it, or `{ kind: 'failed' }`.
 */
export function published(name, range = 'latest') {
  const folder = join(CACHE, `${name.replace('/', '+')}@${range}`);
  const manifest = join(folder, 'node_modules', name, 'package.json');
  if (!existsSync(manifest)) {
    const told = view(`${name}@${range}`, ['version', 'peerDependencies', 'types', 'typings']);
    if (told.kind !== 'told') return told;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const last = Array.isArray(told.value) ? told.value[told.value.length - 1] : told.value;
    const beside = 'react' in (last.peerDependencies ?? {}) ? ['@types/react@18'] : [];
    if (!install(folder, [`${name}@${range}`, ...beside])) {
      rmSync(folder, { recursive: true, force: true });
      return { kind: 'failed' };
    }
    const types = typesOf(name);
    if (!declaresTypes(join(folder, 'node_modules', name)) && view(types, ['version']).kind === 'told') install(folder, [types]);
  }
  return { kind: 'there', folder, version: JSON.parse(readFileSync(manifest, 'utf8')).version };
}

/** Types of frameworks that the types of packages are made with: `src/component.d.ts` of a vendor's repository speaks of React. */
export const FRAMEWORKS = join(CACHE, 'frameworks', 'node_modules');

/** Installs them once; without them less is seen. */
export function installFrameworks() {
  const folder = join(CACHE, 'frameworks');
  if (existsSync(FRAMEWORKS)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  install(folder, ['@types/react@18', '@types/react-dom@18', 'vue@3', 'rxjs@7', '@angular/core@18', '@angular/common@18']);
}

/** Majors that were published, newest first, the current one left out. */
export function olderMajors(name, current) {
  const told = view(name, ['versions']);
  const versions = told.kind === 'told' ? [told.value].flat() : [];
  const majors = new Set(versions.filter((version) => !version.includes('-')).map((version) => Number.parseInt(version, 10)));
  return [...majors].filter((major) => major < Number.parseInt(current, 10)).sort((a, b) => b - a);
}

/** The code in a folder, as one text. */
export function codeOf(folder) {
  const texts = [];
  const visit = (at, depth) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (entry.isDirectory() && entry.name !== 'node_modules' && depth < 6) visit(join(at, entry.name), depth + 1);
      else if (/\.(?:[cm]?jsx?|vue|svelte|d\.ts|tsx?)$/.test(entry.name)) texts.push(readFileSync(join(at, entry.name), 'utf8'));
    }
  };
  visit(folder, 0);
  return texts.join('\n');
}

function install(folder, packages) {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-bin-links', '--legacy-peer-deps', '--omit=optional', '--loglevel=error'];
  return npm(['install', ...flags, ...packages], { cwd: folder }) === 0;
}

function view(what, fields) {
  const { status, stdout, stderr } = spawnSync('npm', ['view', what, ...fields, '--json'], { encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) return { kind: /E404|ETARGET/.test(`${stdout}${stderr}`) ? 'absent' : 'failed' };
  const value = stdout.trim() === '' ? undefined : JSON.parse(stdout);
  return value === undefined ? { kind: 'absent' } : { kind: 'told', value: fields.length === 1 && value?.[fields[0]] !== undefined ? value[fields[0]] : value };
}

/** The package that declares the types of one that does not. */
export function typesOf(name) {
  return `@types/${name.replace(/^@/, '').replace('/', '__')}`;
}

function declaresTypes(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return (
    manifest.types !== undefined ||
    manifest.typings !== undefined ||
    JSON.stringify(manifest.exports ?? '').includes('.d.') ||
    existsSync(join(folder, 'index.d.ts'))
  );
}
