import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new folder; a name that ends with a slash is an empty folder, `-> x` as content is a link to x. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'test-discover-')));
  made.push(root);
  addTo(root, files);
  return root;
}

export function addTo(root: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    const full = join(root, name);
    mkdirSync(name.endsWith('/') ? full : dirname(full), { recursive: true });
    if (name.endsWith('/')) continue;
    if (typeof content === 'string' && content.startsWith('-> ')) symlinkSync(content.slice(3), full);
    else writeFileSync(full, content);
  }
}

/** Writes a program that leaves a file behind when it is run. */
export function trap(file: string, mark: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho ran >> '${mark}'\n`);
  chmodSync(file, 0o755);
  return file;
}

export const hasGit = spawnSync('git', ['--version']).status === 0;

export function git(folder: string, ...args: string[]): void {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const run = spawnSync('git', ['-C', folder, '-c', 'user.name=x', '-c', 'user.email=x@example.com', '-c', 'protocol.file.allow=always', ...args], {
    env,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`git ${args.join(' ')}: ${run.stderr}`);
}
