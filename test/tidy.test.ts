// Holds the layering table of ARCHITECTURE.md, by reading what src imports.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Folder or file of src → the parts of src that it may import, beside itself. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  flow: ['model'],
  catalogs: ['model'],
  discover: ['model', 'flow'],
  scan: ['model', 'flow'],
  graph: ['model', 'flow'],
  manifests: ['model', 'flow'],
  languages: ['model', 'flow'],
  link: ['model', 'flow'],
  typing: ['model'],
  match: ['model', 'flow'],
  gate: ['model', 'flow'],
  judge: ['model', 'flow'],
  declarations: ['model', 'catalogs'],
  notice: ['model', 'flow'],
  suppress: ['model', 'flow'],
  rules: ['model'],
  reporters: ['model'],
  'config.ts': ['model', 'catalogs', 'declarations'],
  commands: ['model', 'lint.ts', 'lookup.ts', 'used-packages.ts', 'why-not.ts', 'reporters', 'config.ts', 'catalogs', 'declarations'],
  'lookup.ts': ['model', 'match', 'catalogs'],
  'used-packages.ts': ['catalogs', 'discover', 'manifests', 'scan'],
  'why-not.ts': ['model', 'flow', 'discover', 'match', 'lint.ts', 'reporters'],
  'project.ts': ['model', 'catalogs', 'discover', 'scan', 'graph', 'manifests', 'languages', 'suppress'],
  'wants.ts': ['model', 'flow', 'scan', 'project.ts'],
  'cli.ts': ['commands', 'config.ts'],
  'index.ts': ['model', 'lint.ts', 'reporters', 'config.ts'],
};

/** Package or built-in → the only places that may import it. */
const RESERVED: Readonly<Record<string, readonly string[]>> = {
  'node:fs': ['discover/', 'catalogs/', 'config.ts', 'commands/'],
  'node:child_process': ['discover/'],
  // For the folder in which another commit is laid out.
  'node:os': ['discover/check-out.ts'],
  '@babel/parser': ['languages/javascript/parse.ts'],
  htmlparser2: ['languages/', 'manifests/syntax/'],
  yaml: ['catalogs/', 'config.ts', 'manifests/syntax/'],
  'toml-eslint-parser': ['manifests/syntax/'],
  'packageurl-js': ['manifests/purl.ts'],
  'jsonc-parser': ['manifests/', 'graph/', 'languages/json.ts'],
  commander: ['cli.ts'],
  // For the list of built-ins; to load a package when it is asked for.
  'node:module': ['graph/', 'typing/checker.ts'],
  'ts-morph': ['typing/'],
  // Types only.
  '@babel/types': ['languages/javascript/'],
  sarif: ['reporters/'],
};

/** Built-ins that only reckon. */
const PURE = ['node:path', 'node:path/posix', 'node:url', 'node:util', 'node:crypto', 'node:buffer'];

const SHELVES = ['commands', 'manifests', 'languages', 'rules', 'reporters'];

/** What faces people and programs; the pipeline knows none of it. */
const FACES = ['cli.ts', 'index.ts', 'commands', 'lookup.ts', 'used-packages.ts', 'why-not.ts'];

/** What a rule must not look at. */
const SYNTAX = ['model/expr', 'model/flow', 'model/facts', 'model/program', 'model/sighting'];

interface SourceFile {
  /** `gate/index.ts` */
  readonly name: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files: readonly SourceFile[] = namesUnder('src').map((path) => {
  const text = readFileSync(join(root, path), 'utf8');
  return { name: path.slice('src/'.length), text, imports: ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName) };
});

const partOf = (name: string) => name.split('/')[0] ?? name;
const isOurs = (specifier: string) => specifier.startsWith('.');
const targetOf = (file: SourceFile, specifier: string) => posix.join(posix.dirname(file.name), specifier).replace(/\.js$/, '.ts');
const localImports = (file: SourceFile) => file.imports.filter(isOurs).map((specifier) => targetOf(file, specifier));

describe('the layers', () => {
  it('name every part of src', () => {
    const parts = [...new Set(files.map(({ name }) => partOf(name)))].filter((part) => part !== 'lint.ts');
    expect(parts.filter((part) => LAYERS[part] === undefined)).toEqual([]);
  });

  it('import only what lies below them', () => {
    const wrong = files.flatMap((file) => {
      const part = partOf(file.name);
      const allowed = part === 'lint.ts' ? Object.keys(LAYERS).filter((other) => !FACES.includes(other)) : (LAYERS[part] ?? []);
      return localImports(file).flatMap((target) => (partOf(target) === part || allowed.includes(partOf(target)) ? [] : [`${file.name} → ${target}`]));
    });
    expect(wrong).toEqual([]);
  });

  it('keep packages and built-ins where they belong', () => {
    const wrong = files.flatMap(({ name, imports }) =>
      imports.flatMap((specifier) => {
        if (isOurs(specifier) || PURE.includes(specifier)) return [];
        const places = RESERVED[specifier.replace(/^(node:fs)\/promises$/, '$1')];
        return places?.some((place) => name === place || (place.endsWith('/') && name.startsWith(place))) ? [] : [`${name} → ${specifier}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('leave syntax to the stages: a rule sees usages, verdicts and duties', () => {
    const wrong = files
      .filter(({ name }) => partOf(name) === 'rules')
      .flatMap((file) => localImports(file).flatMap((target) => (SYNTAX.includes(target.replace(/\.ts$/, '')) ? [`${file.name} → ${target}`] : [])));
    expect(wrong).toEqual([]);
  });

  it('keep consents, SDKs and laws out of the paths through a program', () => {
    const knowing = files.filter(
      ({ name, imports }) => partOf(name) === 'flow' && imports.some((specifier) => /\/(?:consent|sdk|law|usage|rule|report)\.js$/.test(specifier)),
    );
    expect(knowing.map(({ name }) => name)).toEqual([]);
  });
});

describe.each(SHELVES.filter((shelf) => existsSync(join(root, 'src', shelf))))('the shelf %s', (shelf) => {
  const books = files.filter(({ name }) => partOf(name) === shelf);

  it('has an index that reaches every file on it', () => {
    const byName = new Map(books.map((book) => [book.name, book]));
    const reached = new Set<string>();
    const visit = (name: string) => {
      const book = byName.get(name);
      if (book === undefined || reached.has(name)) return;
      reached.add(name);
      localImports(book).forEach(visit);
    };
    visit(`${shelf}/index.ts`);
    expect(books.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([]);
  });
});

describe('every file of src', () => {
  it('is named in kebab-case after the thing inside, not after nothing', () => {
    const parts = files.flatMap(({ name }) => name.replace(/\.ts$/, '').split('/'));
    expect(parts.filter((part) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(part))).toEqual([]);
    expect(parts.filter((part) => /^(?:utils?|helpers?|commons?|misc|managers?|services?|shared|lib|types)$/.test(part))).toEqual([]);
  });

  it('never ends the process, and prints nothing', () => {
    const wrong = files.flatMap(({ name, text }) => (/\bconsole\b|\bprocess\b/.test(text) ? membersOf(name, text).map((member) => `${name}: ${member}`) : []));
    expect(wrong.filter((use) => use.endsWith('process.exit') || use.endsWith('process.abort'))).toEqual([]);
    expect(wrong.filter((use) => !use.startsWith('cli.ts:') && /console\.|process\.(?:stdout|stderr)/.test(use))).toEqual([]);
  });

  it('exports by name', () => {
    expect(files.filter(({ text }) => /^export default\b/m.test(text)).map(({ name }) => name)).toEqual([]);
  });
});

/** Members of `console` and `process` that the code uses; not what stands in texts and comments. */
function membersOf(name: string, text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && ['console', 'process'].includes(node.expression.text)) {
      found.push(`${node.expression.text}.${node.name.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.ES2022));
  return found;
}

function namesUnder(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return namesUnder(`${folder}/${entry.name}`);
    return entry.name.endsWith('.ts') ? [`${folder}/${entry.name}`] : [];
  });
}
