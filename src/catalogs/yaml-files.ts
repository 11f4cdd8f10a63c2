import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogFile } from './yaml.js';

/** All YAML files under `folder`, named relative to `root`, in a fixed order. None if it does not exist. */
export function catalogFiles(root: string, folder: string): readonly CatalogFile[] {
  return namesUnder(root, folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));
}

function namesUnder(root: string, folder: string): readonly string[] {
  try {
    const entries = readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    return entries.flatMap((entry) => (entry.isDirectory() ? namesUnder(root, `${folder}/${entry.name}`) : [`${folder}/${entry.name}`]));
  } catch {
    return [];
  }
}
