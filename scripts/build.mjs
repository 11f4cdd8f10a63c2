// npm run build: dist from src, with the catalogs compiled and the rules' pages beside them.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install, main, root, sourcesHash, tell } from './prepare.mjs';

/** Builds into a folder beside dist and then swaps them, so that a failed or interrupted build leaves the last good one. */
export function build() {
  tell('Building …');
  const hash = sourcesHash();
  const fresh = join(root, `dist-${process.pid}`);
  try {
    run('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json', '--outDir', fresh], 'The sources do not compile; see above.');
    run('scripts/compile-catalogs.mjs', [fresh], 'The catalogs have faults; see above.');
    copyPages(fresh);
    chmodSync(join(fresh, 'cli.js'), 0o755);
    writeFileSync(join(fresh, '.sources'), hash);
    rmSync(join(root, 'dist'), { recursive: true, force: true });
    renameSync(fresh, join(root, 'dist'));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function run(script, args, fault) {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(fault);
}

function copyPages(dist) {
  const from = join(root, 'src', 'rules');
  mkdirSync(join(dist, 'rules'), { recursive: true });
  for (const name of readdirSync(from)) if (name.endsWith('.md')) cpSync(join(from, name), join(dist, 'rules', name));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(() => {
    install();
    build();
  });
}
