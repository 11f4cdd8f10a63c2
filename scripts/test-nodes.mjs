// npm run test:nodes [-- 22 24]: runs the tests under other versions of Node, taken from npm.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main, npm, prepare, root, tell } from './prepare.mjs';

await main(async () => {
  await prepare();
  const versions = process.argv.slice(2);
  const failed = (versions.length === 0 ? ['22', '24'] : versions).filter((version) => !passes(version));
  if (failed.length > 0) throw new Error(`The tests fail under Node ${failed.join(' and ')}.`);
});

function passes(version) {
  const folder = mkdtempSync(join(tmpdir(), 'xborder-lint-node-'));
  try {
    const node = fetchNode(version, folder);
    const exact = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
    tell(`Testing under Node ${exact} …`);
    return spawnSync(node, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run'], { cwd: root, stdio: 'inherit' }).status === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// The package `node` fetches one of these by a script of its own; taking it directly needs no scripts.
function fetchNode(version, folder) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const status = npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`], { cwd: folder });
  if (status !== 0) throw new Error(`Node ${version} could not be installed from the package ${name}.`);
  return join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
