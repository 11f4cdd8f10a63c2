import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { discover } from '../../src/discover/index.js';
import { addTo, folderWith, git, hasGit, trap } from './folders.js';

function found(path: string): { readonly paths: readonly string[]; readonly gaps: readonly string[] } {
  const discovery = discover(path);
  if (discovery.kind === 'cannot') throw new Error(discovery.why);
  return { paths: discovery.discovered.files.map((file) => file.path), gaps: discovery.gaps.map(({ file, why }) => `${file ?? '-'}: ${why}`) };
}

function checkout(files: Readonly<Record<string, string>>): string {
  const root = folderWith(files);
  git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'x', '--allow-empty');
  return root;
}

afterEach(() => vi.unstubAllEnvs());

describe.skipIf(!hasGit)('in a git tree', () => {
  it('what is tracked or new counts, what is ignored or deleted does not', () => {
    const root = checkout({ 'a.ts': '', 'gone.ts': '', '.gitignore': 'ignored/\n*.log.js\n' });
    addTo(root, { 'new.ts': '', 'ignored/b.ts': '', 'x.log.js': '', 'src/한글.ts': '' });
    rmSync(join(root, 'gone.ts'));
    expect(found(root)).toEqual({ paths: ['a.ts', 'new.ts', 'src/한글.ts'], gaps: [] });
  });

  it('a folder of a larger repository is listed by itself', () => {
    const root = checkout({ 'a.ts': '', 'web/b.ts': '', 'web/src/c.ts': '', '.gitignore': 'web/made' });
    addTo(root, { 'web/made/d.ts': '' });
    expect(found(join(root, 'web'))).toEqual({ paths: ['b.ts', 'src/c.ts'], gaps: [] });
  });

  it('a folder that the repository ignores is looked at when it is asked for', () => {
    const root = checkout({ 'a.ts': '', '.gitignore': 'made' });
    addTo(root, { 'made/d.ts': '', 'made/node_modules/x/e.js': '' });
    expect(found(join(root, 'made'))).toEqual({ paths: ['d.ts'], gaps: [] });
  });

  it('committed packages and output are left out, a folder that is only called `build` is not', () => {
    const root = checkout({ 'node_modules/x/a.js': '', 'node_modules/y/a.js': '', 'src/a.ts': '', 'dist/a.js': '', 'tools/build/a.js': '' });
    expect(found(root)).toEqual({
      paths: ['src/a.ts', 'tools/build/a.js'],
      gaps: ['dist: build output beside its sources: not looked at', 'node_modules: installed packages: not looked at'],
    });
  });

  it('a file in conflict counts once', () => {
    const root = checkout({ 'a.ts': '0' });
    git(root, 'checkout', '-qb', 'other');
    addTo(root, { 'a.ts': '1' });
    git(root, 'commit', '-qam', '1');
    git(root, 'checkout', '-q', '-');
    addTo(root, { 'a.ts': '2' });
    git(root, 'commit', '-qam', '2');
    expect(() => git(root, 'merge', 'other')).toThrow();
    expect(found(root).paths).toEqual(['a.ts']);
  });

  it('submodules and repositories inside count as far as they are there', () => {
    const inner = checkout({ 'inner.ts': '', '.gitignore': 'no.ts' });
    const root = checkout({ 'a.ts': '' });
    git(root, 'submodule', '--quiet', 'add', inner, 'libs/inner');
    git(root, 'submodule', '--quiet', 'add', inner, 'libs/empty');
    git(root, 'submodule', '--quiet', 'deinit', '-f', 'libs/empty');
    addTo(root, { 'libs/inner/no.ts': '', 'libs/inner/new.ts': '', 'nested/b.ts': '', 'nested/.gitignore': 'no.ts', 'nested/no.ts': '' });
    git(join(root, 'nested'), 'init', '-q');
    expect(found(root)).toEqual({
      paths: ['a.ts', 'libs/inner/inner.ts', 'libs/inner/new.ts', 'nested/b.ts'],
      gaps: ['libs/empty: a git submodule that is not checked out: not looked at'],
    });
  });

  it('a tracked folder that has become a link is not followed', () => {
    const outside = folderWith({ 'secret.ts': '' });
    const root = checkout({ 'a.ts': '', 'src/secret.ts': '', 'link.ts': '-> a.ts' });
    rmSync(join(root, 'src'), { recursive: true });
    symlinkSync(outside, join(root, 'src'));
    expect(found(root).paths).toEqual(['a.ts']);
    expect(found(root).gaps).toEqual(['src: a link out of the folder: not followed']);
  });

  it('the variables that a hook is run with do not mislead', () => {
    const other = checkout({ 'other.ts': '' });
    const root = checkout({ 'a.ts': '' });
    vi.stubEnv('GIT_DIR', join(other, '.git'));
    vi.stubEnv('GIT_WORK_TREE', other);
    vi.stubEnv('GIT_INDEX_FILE', join(other, '.git/index'));
    expect(found(root).paths).toEqual(['a.ts']);
  });

  it('the configuration of the user has no say', () => {
    const home = folderWith({ ignore: '*.ts', '.gitconfig': '' });
    addTo(home, { '.gitconfig': `[core]\n\texcludesFile = ${home}/ignore\n` });
    const root = checkout({ 'package.json': '' });
    addTo(root, { 'a.ts': '' });
    vi.stubEnv('HOME', home);
    vi.stubEnv('XDG_CONFIG_HOME', home);
    expect(found(root).paths).toEqual(['a.ts', 'package.json']);
  });
});

describe('without git, or with one that fails', () => {
  it('all files are looked at, and that is said', () => {
    const root = folderWith({ 'a.ts': '', '.gitignore': 'b.ts', 'b.ts': '', '.git/': '' });
    vi.stubEnv('PATH', '/nowhere');
    expect(found(root)).toEqual({ paths: ['a.ts', 'b.ts'], gaps: ['-: git is not installed: all files are looked at, ignored ones too'] });
  });

  it.skipIf(!hasGit)('a broken repository is no more than a gap', () => {
    const root = checkout({ 'a.ts': '' });
    addTo(root, { '.git/index': 'broken', '.git/config': '[core' });
    expect(found(root)).toEqual({ paths: ['a.ts'], gaps: [expect.stringMatching(/^-: git could not list the files \(.+\): all files are looked at/)] });
  });
});

describe.skipIf(!hasGit || process.platform === 'win32')('a checkout that is set up to run commands', () => {
  const hostile = (): { readonly root: string; readonly mark: string } => {
    const mark = join(folderWith({ 'x/': '' }), 'ran');
    const root = checkout({ 'a.ts': 'x', 'b.ts': 'x', 'sub/.gitignore': '*.log', '.gitattributes': '*.ts filter=evil diff=evil' });
    git(root, 'update-index', '--skip-worktree', 'sub/.gitignore');
    const evil = trap(join(root, '.git/evil.sh'), mark);
    for (const name of ['post-index-change', 'fsmonitor-watchman', 'pre-commit', 'post-checkout', 'reference-transaction'])
      trap(join(root, '.git/hooks', name), mark);
    addTo(root, {
      '.git/config': `[core]
  repositoryformatversion = 1
  bare = false
  fsmonitor = ${evil}
  hooksPath = ${root}/.git/hooks
  pager = ${evil}
  editor = ${evil}
  sshCommand = ${evil}
  gitProxy = ${evil}
  askPass = ${evil}
  alternateRefsCommand = ${evil}
[pager]
  ls-files = ${evil}
[alias]
  ls-files = !${evil}
[filter "evil"]
  clean = ${evil}
  smudge = ${evil}
  process = ${evil}
  required = true
[diff]
  external = ${evil}
[diff "evil"]
  textconv = ${evil}
  command = ${evil}
[credential]
  helper = !${evil}
[protocol "ext"]
  allow = always
[extensions]
  partialClone = evil
[remote "evil"]
  url = ext::${evil}
  promisor = true
  uploadpack = ${evil}
  partialclonefilter = blob:none
`,
    });
    return { root, mark };
  };

  it('runs them for a plain git, so that this test can fail', () => {
    const { root, mark } = hostile();
    spawnSync('git', ['-C', root, 'status']);
    expect(existsSync(mark)).toBe(true);
  });

  it('runs nothing when it is linted', () => {
    const { root, mark } = hostile();
    addTo(root, { 'a.ts': 'changed', 'c.ts': 'new' });
    expect(found(root)).toEqual({ paths: ['a.ts', 'b.ts', 'c.ts'], gaps: [] });
    expect(found(join(root, 'sub/..')).paths).toContain('a.ts');
    expect(existsSync(mark)).toBe(false);
  });

  it('has nothing fetched, either: git would run a command to get an ignore file that is not there', () => {
    const { root, mark } = hostile();
    const careful = ['-C', root, '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
    const blob = spawnSync('git', [...careful, 'rev-parse', 'HEAD:sub/.gitignore'], { encoding: 'utf8' }).stdout.trim();
    rmSync(join(root, 'sub/.gitignore'));
    rmSync(join(root, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    addTo(root, { 'sub/d.ts': '' });
    rmSync(mark, { force: true });
    expect(found(root).paths).toContain('sub/d.ts');
    expect(existsSync(mark)).toBe(false);
    spawnSync('git', [...careful, 'ls-files', '-co', '--exclude-standard']);
    expect(existsSync(mark), 'a plain git runs it, so that this test can fail').toBe(true);
  });

  it('does not get its own git run', () => {
    const { root, mark } = hostile();
    trap(join(root, 'node_modules/.bin/git'), mark);
    trap(join(root, 'bin/git'), mark);
    vi.stubEnv('PATH', [join(root, 'node_modules/.bin'), join(root, 'bin'), 'bin', '.', '', process.env['PATH']].join(delimiter));
    expect(found(root).paths).toContain('a.ts');
    expect(existsSync(mark)).toBe(false);
  });
});
