// Compiles the YAML catalogs with the code just built, and puts them where that code looks for them.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { main, root, tell } from './prepare.mjs';

await main(async () => {
  const folder = join(resolve(process.argv[2] ?? join(root, 'dist')), 'catalogs');
  const { compileAll } = await import(pathToFileURL(join(folder, 'load.js')).href);
  const catalogs = compileAll(root);
  if ('problems' in catalogs) {
    for (const problem of catalogs.problems) tell(problem);
    return 1;
  }
  for (const [name, catalog] of Object.entries(catalogs)) writeFileSync(join(folder, `${name}.json`), JSON.stringify(catalog));
  const { countProof, readProof } = await import(pathToFileURL(join(folder, 'proof.js')).href);
  const proof = readProof(root);
  if (proof !== undefined) writeFileSync(join(folder, 'proof.json'), JSON.stringify(countProof(proof, catalogs.sdk, catalogs.consent)));
  return 0;
});
