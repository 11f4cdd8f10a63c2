import type { Declaration } from '../model/manifest.js';
import { variableAt } from './environment.js';
import { type ManifestFormat, manifestOf } from './manifest-format.js';
import { itemsOf, type Node, propertiesOf, propertyOf, textOf } from './syntax/tree.js';
import { readYaml } from './syntax/yaml.js';

/** Workflows of GitHub Actions: `env` of the workflow, of its jobs and of their steps. The place is the name with its value. What an expression fills in is not known. */
export const githubWorkflow: ManifestFormat = {
  name: 'GitHub workflow',
  matches: (path) => /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path),
  read(file, text) {
    const { root, gaps } = readYaml(file, text);
    const jobs = propertiesOf(propertyOf(root, 'jobs')).map(({ value }) => value);
    const holders = [root, ...jobs, ...jobs.flatMap((job) => itemsOf(propertyOf(job, 'steps')))];
    return manifestOf(file, 'GitHub workflow', { declarations: holders.flatMap((holder) => envIn(file, holder)), gaps });
  },
};

function envIn(file: string, holder: Node | undefined): readonly Declaration[] {
  return propertiesOf(propertyOf(holder, 'env')).flatMap(({ name, value, start, end }): readonly Declaration[] => {
    const written = textOf(value) ?? '';
    // Servers that a test run starts for itself receive nothing from anybody.
    if (written.includes('${{') || /^[a-z]+:\/\/(?:[^/]*@)?(?:localhost|127\.|0\.0\.0\.0|\[::1)/.test(written)) return [];
    return variableAt(file, name, written, start, end);
  });
}
