import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../src/graph/index.js';

type Project = Readonly<Record<string, string | object>>;

/** A project as file → content; a list is what the file imports, other objects are JSON. */
function graphOf(project: Project) {
  const files = Object.keys(project);
  const text = (path: string): string | undefined => {
    const content = project[path];
    return content === undefined || Array.isArray(content) ? undefined : typeof content === 'string' ? content : JSON.stringify(content);
  };
  const specifiers = new Map(Object.entries(project).flatMap(([file, content]) => (Array.isArray(content) ? [[file, content as string[]] as const] : [])));
  return buildGraph(files, specifiers, text);
}

function resolved(project: Project, from: string, specifier: string): string | undefined {
  return graphOf({ ...project, [from]: project[from] ?? '' }).value.resolve(from, specifier);
}

describe('a relative specifier', () => {
  const files: Project = {
    'src/a.ts': '',
    'src/b.tsx': '',
    'src/c/index.js': '',
    'src/d.vue': '',
    'src/e.json': '',
    'src/f.mts': '',
    'src/g.ios.tsx': '',
    'src/h.d.ts': '',
    'src/i.js': '',
    'src/i.ts': '',
    'src/j/package.json': { main: './lib/start.js' },
    'src/j/lib/start.js': '',
    'top.ts': '',
  };
  it.each([
    ['./a', 'src/a.ts'],
    ['./a.js', 'src/a.ts'],
    ['./b.jsx', 'src/b.tsx'],
    ['./c', 'src/c/index.js'],
    ['./c/', 'src/c/index.js'],
    ['./d.vue', 'src/d.vue'],
    ['./d', 'src/d.vue'],
    ['./e.json', 'src/e.json'],
    ['./f.mjs', 'src/f.mts'],
    ['./g', 'src/g.ios.tsx'],
    ['./h', 'src/h.d.ts'],
    ['./i.js', 'src/i.js'],
    ['./i', 'src/i.ts'],
    ['./j', 'src/j/lib/start.js'],
    ['../top', 'top.ts'],
    ['./a?worker', 'src/a.ts'],
    ['!!raw-loader!./a', 'src/a.ts'],
    ['./missing', undefined],
    ['../../outside', undefined],
    ['..', undefined],
  ])('%s', (specifier, file) => expect(resolved(files, 'src/x.ts', specifier)).toBe(file));

  it('may differ in the case of letters where only one file can be meant', () => {
    expect(resolved({ 'src/Button.tsx': '' }, 'src/x.ts', './button')).toBe('src/Button.tsx');
    expect(resolved({ 'src/Button.tsx': '', 'src/BUTTON.tsx': '' }, 'src/x.ts', './button')).toBeUndefined();
  });
});

describe('what is no file of the project', () => {
  it.each([
    'react',
    'node:fs',
    'fs',
    'https://cdn.example/x.js',
    '//cdn.example/x.js',
    'data:text/javascript,1',
    '',
    '/',
    '#',
    '@',
    '~',
    '__proto__',
    'constructor',
  ])('%s', (specifier) => expect(resolved({ 'src/index.ts': '', 'package.json': {} }, 'src/x.ts', specifier)).toBeUndefined());
});

describe('tsconfig', () => {
  it('maps by paths, the longest pattern first', () => {
    const project: Project = {
      'tsconfig.json': `{ // with comments\n "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["./src/*"], "@/lib/*": ["./library/*"], "exact": ["src/only.ts"], }, } }`,
      'src/a.ts': '',
      'src/lib/b.ts': '',
      'library/b.ts': '',
      'src/only.ts': '',
    };
    expect(resolved(project, 'x.ts', '@/a')).toBe('src/a.ts');
    expect(resolved(project, 'x.ts', '@/lib/b')).toBe('library/b.ts');
    expect(resolved(project, 'x.ts', 'exact')).toBe('src/only.ts');
    expect(resolved(project, 'x.ts', 'exact/more')).toBeUndefined();
  });

  it('takes baseUrl as a place for bare names', () => {
    expect(resolved({ 'tsconfig.json': { compilerOptions: { baseUrl: 'src' } }, 'src/components/a.tsx': '' }, 'src/x.ts', 'components/a')).toBe(
      'src/components/a.tsx',
    );
  });

  it('follows extends through several bases, each relative to itself', () => {
    const project: Project = {
      'configs/base.json': { compilerOptions: { paths: { '#lib/*': ['../lib/*'] } } },
      'configs/other.json': { compilerOptions: {} },
      'app/tsconfig.json': { extends: ['../configs/base', '../configs/other.json'] },
      'lib/a.ts': '',
    };
    expect(resolved(project, 'app/x.ts', '#lib/a')).toBe('lib/a.ts');
  });

  it('follows extends into a workspace package', () => {
    const project: Project = {
      'package.json': { workspaces: ['packages/*'] },
      'packages/tsconfig/package.json': { name: 'tsconfig' },
      'packages/tsconfig/next.json': { compilerOptions: { baseUrl: '../../web' } },
      'web/tsconfig.json': { extends: 'tsconfig/next.json' },
      'web/lib/a.ts': '',
    };
    expect(resolved(project, 'web/x.ts', 'lib/a')).toBe('web/lib/a.ts');
  });

  it('keeps what it has when a base is not there, and says so', () => {
    const { value, gaps } = graphOf({
      'tsconfig.json': { extends: ['@tsconfig/strictest', './gone.json'], compilerOptions: { paths: { '+/*': ['./src/*'] } } },
      'src/a.ts': '',
      'x.ts': ['+/a'],
    });
    expect(value.importsOf('x.ts')).toEqual(['src/a.ts']);
    expect(gaps).toEqual([{ stage: 'graph', file: 'tsconfig.json', why: 'extends "./gone.json", which is not there: its path aliases are not known' }]);
  });

  it('keeps what it can make out of a broken file, and points at the fault', () => {
    const text = `{ "compilerOptions": { "paths": { "+/*": ["./src/*"] } },, "include": [ }`;
    const { value, gaps } = graphOf({ 'tsconfig.json': text, 'src/a.ts': '', 'x.ts': ['+/a'] });
    expect(value.importsOf('x.ts')).toEqual(['src/a.ts']);
    expect(gaps).toMatchObject([{ stage: 'graph', file: 'tsconfig.json', at: text.indexOf(',,') + 1 }]);
  });

  it('ends where extends leads in a circle', () => {
    const { value } = graphOf({
      'tsconfig.json': { extends: './b.json' },
      'b.json': { extends: './tsconfig.json', compilerOptions: { paths: { '+/*': ['src/*'] } } },
      'src/a.ts': '',
      'x.ts': ['+/a'],
    });
    expect(value.importsOf('x.ts')).toEqual(['src/a.ts']);
  });

  it('is not overrun by nesting', () => {
    const { gaps } = graphOf({ 'tsconfig.json': '['.repeat(200_000), 'x.ts': ['+/a'] });
    expect(gaps[0]?.why).toMatch(/nested too deeply/);
  });

  it('looks into the parts of a solution', () => {
    const project: Project = {
      'tsconfig.json': { files: [], references: [{ path: './tsconfig.node.json' }, { path: './tsconfig.app.json' }] },
      'tsconfig.node.json': { compilerOptions: {} },
      'tsconfig.app.json': { compilerOptions: { paths: { '+/*': ['./src/*'] } } },
      'src/a.ts': '',
    };
    expect(resolved(project, 'src/x.ts', '+/a')).toBe('src/a.ts');
  });

  it('is the nearest one first, and those above after it; a jsconfig counts as well', () => {
    const project: Project = {
      'tsconfig.json': { compilerOptions: { paths: { '+/*': ['./shared/*'] } } },
      'web/jsconfig.json': { compilerOptions: { paths: { '+/*': ['./own/*'] } } },
      'web/own/a.js': '',
      'shared/a.js': '',
      'shared/b.js': '',
    };
    expect(resolved(project, 'web/x.js', '+/a')).toBe('web/own/a.js');
    expect(resolved(project, 'web/x.js', '+/b')).toBe('shared/b.js');
    expect(resolved(project, 'x.js', '+/a')).toBe('shared/a.js');
  });
});

describe('a workspace package', () => {
  const packageAt = (folder: string, fields: object, root: Project = { 'package.json': { workspaces: ['packages/*'] } }): Project => ({
    ...root,
    [`${folder}/package.json`]: { name: '@acme/ui', ...fields },
  });

  it.each([
    ['its source beside a build that is not there', { main: './dist/index.js' }, 'packages/ui/src/index.ts'],
    ['by exports, under any condition', { exports: { '.': { types: './dist/index.d.ts', import: './dist/esm/main.mjs' } } }, 'packages/ui/src/main.tsx'],
    ['by a field', { module: 'source/start.ts' }, 'packages/ui/source/start.ts'],
    ['by its src/index', {}, 'packages/ui/src/index.ts'],
  ])('is found: %s', (_, fields, file) => {
    const project = { ...packageAt('packages/ui', fields), 'packages/ui/src/index.ts': '', 'packages/ui/src/main.tsx': '', 'packages/ui/source/start.ts': '' };
    expect(resolved(project, 'web/x.ts', '@acme/ui')).toBe(file);
  });

  it.each([
    ['@acme/ui/button', { exports: { './*': './dist/*.js' } }, 'packages/ui/src/button.ts'],
    ['@acme/ui/button', {}, 'packages/ui/src/button.ts'],
    ['@acme/ui/src/button', {}, 'packages/ui/src/button.ts'],
    ['@acme/ui/styles/dark', { exports: { './styles/*': { default: ['./theme/*.ts'] } } }, 'packages/ui/theme/dark.ts'],
  ])('gives %s', (specifier, fields, file) => {
    const project = { ...packageAt('packages/ui', fields), 'packages/ui/src/button.ts': '', 'packages/ui/theme/dark.ts': '' };
    expect(resolved(project, 'web/x.ts', specifier)).toBe(file);
  });

  it.each<[string, Project]>([
    ['pnpm-workspace.yaml', { 'package.json': {}, 'pnpm-workspace.yaml': `packages:\n  # ours\n  - 'packages/**'\n  - "!packages/old"\ncatalog:\n  - x\n` }],
    ['pnpm-workspace.yaml, in one line', { 'pnpm-workspace.yaml': `packages: ["apps/*", 'packages/*']` }],
    ['lerna.json', { 'lerna.json': { packages: ['packages/*'] } }],
    ['an object in package.json', { 'package.json': { workspaces: { packages: ['./packages/*/'] } } }],
    ['a workspace: dependency', { 'package.json': { dependencies: { '@acme/ui': 'workspace:*' } } }],
    ['a file: dependency', { 'web/package.json': { dependencies: { '@acme/ui': 'file:../packages/ui' } } }],
  ])('is known by %s', (_, root) => {
    const project = { ...packageAt('packages/ui', {}, root), 'packages/ui/index.js': '' };
    expect(resolved(project, 'web/x.ts', '@acme/ui')).toBe('packages/ui/index.js');
  });

  it('is none where nothing says so: an example that is called like a package does not stand in for it', () => {
    const project: Project = {
      'package.json': { workspaces: ['packages/*', '!packages/old'] },
      'examples/x/package.json': { name: 'openai' },
      'examples/x/index.js': '',
      'packages/old/package.json': { name: 'old' },
      'packages/old/index.js': '',
    };
    expect(resolved(project, 'web/x.ts', 'openai')).toBeUndefined();
    expect(resolved(project, 'web/x.ts', 'old')).toBeUndefined();
    expect(resolved(project, 'examples/x/test.js', 'openai')).toBe('examples/x/index.js');
  });

  it('answers to hostile globs in no time', () => {
    const project: Project = {
      'package.json': { workspaces: [`${'**/'.repeat(40)}x${'*a'.repeat(40)}b`] },
      [`${'aa/'.repeat(60)}package.json`]: { name: 'deep' },
    };
    expect(resolved(project, 'x.ts', 'deep')).toBeUndefined();
  });
});

describe('package imports', () => {
  it('lead to files of the nearest package', () => {
    const project: Project = {
      'package.json': {
        imports: { '#internal/*': './dist/internal/*.js', '#config': { node: './config.node.js', default: './config.js' }, '#dep': 'left-pad' },
      },
      'src/internal/a.ts': '',
      'config.js': '',
    };
    expect(resolved(project, 'src/x.ts', '#internal/a')).toBe('src/internal/a.ts');
    expect(resolved(project, 'src/x.ts', '#config')).toBe('config.js');
    expect(resolved(project, 'src/x.ts', '#dep')).toBeUndefined();
    expect(resolved(project, 'src/x.ts', '#none')).toBeUndefined();
  });
});

describe('aliases by custom', () => {
  it.each([
    ['@/a', 'web/src/a.ts'],
    ['~/a', 'web/src/a.ts'],
    ['@/server', 'web/server/index.ts'],
    ['$lib/b', 'web/src/lib/b.ts'],
    ['@lib/b', 'web/src/lib/b.ts'],
    ['lib/b', 'web/src/lib/b.ts'],
    ['src/a', 'web/src/a.ts'],
  ])('%s', (specifier, file) => {
    const project: Project = { 'web/package.json': { dependencies: {} }, 'web/src/a.ts': '', 'web/src/lib/b.ts': '', 'web/server/index.ts': '' };
    expect(resolved(project, 'web/src/pages/x.ts', specifier)).toBe(file);
  });

  it('do not hide a package that the project depends on, nor a built-in', () => {
    const project: Project = {
      'package.json': { dependencies: { firebase: '1', '@sentry/react': '1' } },
      'src/firebase/app.ts': '',
      'src/sentry/react.ts': '',
      'src/sentry/browser.ts': '',
      'src/fs/promises.ts': '',
    };
    for (const specifier of ['firebase/app', '@sentry/react', '@sentry/browser', 'fs/promises'])
      expect(resolved(project, 'src/x.ts', specifier)).toBeUndefined();
  });

  it('are not guessed for names that may be packages where no package.json says what is installed', () => {
    expect(resolved({ 'src/firebase/app.ts': '' }, 'src/x.ts', 'firebase/app')).toBeUndefined();
    expect(resolved({ 'src/a.ts': '' }, 'src/x.ts', '@/a')).toBe('src/a.ts');
  });
});

describe('a page', () => {
  const project: Project = {
    'package.json': {},
    'web/js/app.js': '',
    'public/js/site.js': '',
    'src/main.tsx': '',
    'views/page.ejs': '',
    'web/page.html': '',
    'index.html': '',
  };
  it.each([
    ['web/page.html', 'js/app.js', 'web/js/app.js'],
    ['web/page.html', './js/app.js?v=3', 'web/js/app.js'],
    ['web/page.html', '/js/app.js', 'web/js/app.js'],
    ['web/page.html', '/js/site.js', 'public/js/site.js'],
    ['views/page.ejs', 'js/site.js', 'public/js/site.js'],
    ['views/page.ejs', '../js/site.js', undefined],
    ['index.html', '/src/main.tsx', 'src/main.tsx'],
    ['index.html', '%PUBLIC_URL%/js/site.js', 'public/js/site.js'],
    ['index.html', 'https://cdn.example/js/site.js', undefined],
    ['index.html', 'js', undefined],
  ])('%s with %s', (from, specifier, file) => expect(resolved(project, from, specifier)).toBe(file));
});

describe('the graph', () => {
  it('knows edges in both directions, each once, and none from a file to itself', () => {
    const { value, gaps } = graphOf({ 'a.ts': ['./b', './b.js', './c', 'react', './a'], 'b.ts': ['./c'], 'c.ts': [] });
    expect(value.importsOf('a.ts')).toEqual(['b.ts', 'c.ts']);
    expect(value.importersOf('c.ts')).toEqual(['a.ts', 'b.ts']);
    expect(value.importersOf('a.ts')).toEqual([]);
    expect(value.importsOf('nowhere.ts')).toEqual([]);
    expect(gaps).toEqual([]);
  });

  it('takes keys of any name', () => {
    const text = `{ "name": "__proto__", "exports": { "__proto__": "./x.js", "constructor": {} }, "dependencies": { "__proto__": "1", "constructor": "2" }, "workspaces": ["__proto__"] }`;
    const { value } = graphOf({
      'package.json': text,
      'constructor.ts': '',
      '__proto__/index.ts': '',
      'x.ts': ['./constructor', './__proto__', 'constructor', 'toString'],
    });
    expect(value.importsOf('x.ts')).toEqual(['constructor.ts', '__proto__/index.ts']);
  });
});
