import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Gets the rules' pages by rule id; empty where they are not to be had. */
export function loadPages(): Readonly<Record<string, string>> {
  const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'rules');
  const pages: Record<string, string> = {};
  try {
    for (const name of readdirSync(folder)) if (name.endsWith('.md')) pages[name.slice(0, -3)] = readFileSync(join(folder, name), 'utf8');
  } catch {
    return {};
  }
  return pages;
}
