/**
 * The code of a file, at its own offsets: what is markup is blank. Undefined where there is none, or it is in no language that has types.
 */
export function scriptOf(path: string, text: string): { readonly name: string; readonly text: string } | undefined {
  const name = `/${path}`;
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  if (PLAIN.has(extension)) return { name, text: text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text };
  const blocks = extension === 'astro' ? FENCE : extension === 'vue' || extension === 'svelte' ? SCRIPT : undefined;
  if (blocks === undefined) return undefined;
  let code = '';
  for (const block of text.matchAll(blocks)) {
    const start = block.index + (block[1] ?? '').length;
    const body = block[2] ?? '';
    code += blank(text.slice(code.length, start)) + body;
  }
  return code === '' ? undefined : { name: `${name}.ts`, text: code };
}

/** Holds for files that may have code with types in it. */
export function hasCode(path: string): boolean {
  return /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/i.test(path);
}

const PLAIN: ReadonlySet<string> = new Set(['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs']);
const SCRIPT = /(<script\b[^>]*>)([\s\S]*?)<\/script\s*>/gi;
const FENCE = /^(\uFEFF?\s*---)(\r?\n[\s\S]*?)\r?\n---/g;

const blank = (text: string) => text.replace(/[^\r\n]/g, ' ');
