import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { catalogFiles } from '../../src/catalogs/yaml-files.js';
import { sdkExamples } from '../../src/catalogs/sdk-examples.js';
import { compileSdkCatalog } from '../../src/catalogs/sdk.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const files = catalogFiles(root, 'sdk-catalog');
const compiled = compileSdkCatalog(files);

describe('the shipped sdk-catalog', () => {
  it('has no problems', () => {
    expect(compiled.kind === 'problems' ? compiled.problems : []).toEqual([]);
  });
});
