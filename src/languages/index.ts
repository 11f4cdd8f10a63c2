import type { Language, ModuleFacts } from '../model/facts.js';
import { readAstro } from './astro.js';
import { readHtml } from './html.js';
import { summariseScript } from './javascript/index.js';
import type { Dialect } from './javascript/parse.js';
import { readSvelte } from './svelte.js';
import { readVue } from './vue.js';

/** How a file of each language becomes facts. */
export const languages: Readonly<Record<string, (file: string, text: string, isScript: boolean) => ModuleFacts>> = {
  javascript: (file, text, isScript) => summariseScript({ file, text, offset: 0, dialect: dialectOf(file), isScript }),
  html: (file, text) => readHtml(file, text, summariseScript),
  vue: (file, text) => readVue(file, text, summariseScript),
  svelte: (file, text) => readSvelte(file, text, summariseScript),
  astro: (file, text) => readAstro(file, text, summariseScript),
};

/** Summarises a file; undefined for a language that is not read. `isScript`: a page loads it as a classic script. */
export function summarise(file: string, language: Language | 'manifest' | 'text', text: string, isScript: boolean): ModuleFacts | undefined {
  return languages[language]?.(file, text, isScript);
}

function dialectOf(file: string): Dialect {
  if (/\.tsx$/.test(file)) return 'tsx';
  if (/\.[cm]?ts$/.test(file)) return 'ts';
  return /\.jsx$/.test(file) ? 'jsx' : 'js';
}
