import type { Language, ModuleFacts } from '../model/facts.js';
import { readAstro } from './astro.js';
import { readHtml } from './html.js';
import { summariseScript } from './javascript/index.js';
import type { Dialect } from './javascript/parse.js';
import { readJsonModule } from './json.js';
import { readMdx } from './mdx.js';
import { readMiniScript } from './mini-program.js';
import { readSvelte } from './svelte.js';
import { readVue } from './vue.js';
import { readWxml, scriptOf } from './wxml.js';

/** How a file of each language becomes facts. */
export const languages: Readonly<Record<string, (file: string, text: string, isScript: boolean) => ModuleFacts>> = {
  javascript: (file, text, isScript) =>
    /\.mdx$/i.test(file)
      ? readMdx(file, text, summariseScript)
      : (readMiniScript(file, text, dialectOf(file), summariseScript) ?? summariseScript({ file, text, offset: 0, dialect: dialectOf(file), isScript })),
  html: (file, text) => readHtml(file, text, summariseScript),
  vue: (file, text) => readVue(file, text, summariseScript),
  svelte: (file, text) => readSvelte(file, text, summariseScript),
  astro: (file, text) => readAstro(file, text, summariseScript),
  wxml: (file, text) => readWxml(file, text, summariseScript),
};

/** Summarises a file; undefined for a language that is not read. `isScript`: a page loads it as a classic script. */
export function summarise(file: string, language: Language | 'manifest' | 'text', text: string, isScript: boolean): ModuleFacts | undefined {
  if (language === 'text') return /\.json[c5]?$/i.test(file) ? readJsonModule(file, text) : undefined;
  return languages[language]?.(file, text, isScript);
}

function dialectOf(file: string): Dialect {
  if (/\.tsx$/.test(file)) return 'tsx';
  if (/\.[cm]?ts$/.test(file)) return 'ts';
  return /\.jsx$/.test(file) ? 'jsx' : 'js';
}

/** Files that a file of this name belongs to without saying so, as imports: the markup of a mini-program's page to its script. */
export function impliedImports(file: string, language: Language | 'manifest' | 'text'): readonly string[] {
  return language === 'wxml' ? [scriptOf(file)] : [];
}
