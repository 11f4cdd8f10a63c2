import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkOut } from '../../src/discover/index.js';
import { addTo, folderWith, git, hasGit, trap } from './folders.js';

function checkout(files: Readonly<Record<string, string>>): string {
  const root = folderWith(files);
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'x');
  return root;
}

describe.skipIf(!hasGit)('a project at another commit', () => {
  it('is laid out in a folder of its own: what is read, as it was', () => {
    const root = checkout({ 'src/a.ts': 'old', 'photo.png': 'p', 'privacy/한글.md': '정책', 'link.ts': '-> /etc/passwd' });
    addTo(root, { 'src/a.ts': 'new', 'src/b.ts': 'added' });
    const out = checkOut(root, 'HEAD');
    if (out.kind === 'cannot') throw new Error(out.why);
    expect(readFileSync(join(out.folder, 'src/a.ts'), 'utf8')).toBe('old');
    expect(readFileSync(join(out.folder, 'privacy/한글.md'), 'utf8')).toBe('정책');
    for (const name of ['src/b.ts', 'photo.png', 'link.ts']) expect(existsSync(join(out.folder, name))).toBe(false);
    out.remove();
    expect(existsSync(out.folder)).toBe(false);
  });

  it('is that from which the work began, not what came to the other branch since', () => {
    const root = checkout({ 'a.ts': 'first' });
    git(root, 'checkout', '-qb', 'work');
    git(root, 'checkout', '-q', 'main');
    addTo(root, { 'a.ts': 'second' });
    git(root, 'commit', '-qam', 'y');
    git(root, 'checkout', '-q', 'work');
    const out = checkOut(root, 'main');
    if (out.kind === 'cannot') throw new Error(out.why);
    expect(readFileSync(join(out.folder, 'a.ts'), 'utf8')).toBe('first');
    out.remove();
  });

  it('is only the folder that is asked for', () => {
    const root = checkout({ 'a.ts': '', 'web/b.ts': 'b' });
    const out = checkOut(join(root, 'web'), 'HEAD');
    if (out.kind === 'cannot') throw new Error(out.why);
    expect([existsSync(join(out.folder, 'b.ts')), existsSync(join(out.folder, 'a.ts'))]).toEqual([true, false]);
    out.remove();
  });

  it('cannot be had where git knows no such commit, or no git at all', () => {
    const root = checkout({ 'a.ts': '' });
    for (const [folder, ref] of [
      [root, 'nosuch'],
      [root, '--output=/tmp/x'],
      [folderWith({ 'a.ts': '' }), 'HEAD'],
    ] as const) {
      const out = checkOut(folder, ref);
      expect(out.kind === 'cannot' ? out.why : '').toContain('--changed: ');
    }
  });

  it('runs nothing that the checkout’s configuration names', () => {
    const root = checkout({ 'a.ts': 'x', '.gitattributes': '*.ts filter=evil diff=evil' });
    const mark = join(folderWith({}), 'ran');
    const program = trap(join(root, '.git', 'evil'), mark);
    writeFileSync(
      join(root, '.git', 'config'),
      `${readFileSync(join(root, '.git', 'config'), 'utf8')}\n[core]\n\tfsmonitor = ${program}\n[filter "evil"]\n\tsmudge = ${program}\n\tclean = ${program}\n[diff "evil"]\n\ttextconv = ${program}\n`,
    );
    const out = checkOut(root, 'HEAD');
    expect(out.kind).toBe('out');
    if (out.kind === 'out') out.remove();
    expect(existsSync(mark)).toBe(false);
  });
});
