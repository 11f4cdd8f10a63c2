import type { ModuleFacts } from '../model/facts.js';
import { astroTemplate } from './markup/astro-template.js';
import { isBalanced } from './markup/code.js';
import { componentName, copyCode, type Summarise, summariseComponent } from './markup/component.js';
import { newScript, type VirtualScript } from './markup/virtual.js';

/**
 * Summarises a page of MDX as one module: its imports and exports, and a component that yields what stands in it as JSX. Prose is text;
 * what is quoted as code is nothing. Never throws; what cannot be read is a gap.
 */
export function readMdx(file: string, text: string, summarise: Summarise): ModuleFacts {
  const plain = withoutQuotedCode(text);
  const statements = [...plain.matchAll(/(?<=^|\n)(?:import|export)\b[\s\S]*?(?=\n[^\S\n]*\r?\n|\n(?:import|export)\b|$(?![\s\S]))/g)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter(({ start, end }) => isBalanced(text.slice(start, end)));
  let content = plain;
  for (const { start, end } of statements) content = content.slice(0, start) + blank(content.slice(start, end)) + content.slice(end);
  const limits = { exceeded: false };
  const names = new Set(statements.flatMap(({ start, end }) => text.slice(start, end).match(/[A-Za-z_$][\w$]*/g) ?? []));
  const build = (withTemplate: boolean): VirtualScript => {
    const out = newScript();
    for (const { start, end } of statements) {
      copyCode(out, text, start, end, []);
      out.write(';\n', end, end);
    }
    out.write(`export default function ${componentName(file, names)}(props) {\nreturn (`, 0, text.length);
    if (withTemplate) astroTemplate(out, { text: content, limits, start: 0, props: () => [] });
    else out.write('null', 0, text.length);
    out.write(');\n}', 0, text.length);
    return out.finish();
  };
  return summariseComponent({ file, language: 'javascript', dialect: 'tsx', build, limits }, summarise);
}

const blank = (found: string): string => found.replace(/[^\n\r]/g, ' ');

/** Front matter, fenced and inline code, and comments as blanks; angle brackets that begin no tag, too. */
function withoutQuotedCode(text: string): string {
  return text
    .replace(/^\uFEFF?---[^\S\n]*\n[\s\S]*?\n---[^\S\n]*(?=\n|$)/, blank)
    .replace(/(?<=^|\n)([^\S\n]*(?:[-*>][^\S\n]+|\d+\.[^\S\n]+)?)(`{3,}|~{3,})[^\n]*\n(?:[\s\S]*?\n[^\S\n]*(?:>[^\S\n]+)?\2|[\s\S]*$)/g, blank)
    .replace(/(`+)(?!`)(?:(?!\n[^\S\n]*\n)[\s\S]){0,2000}?[^`]\1(?!`)/g, (found) => (/=\{`|\{`/.test(found) ? found : blank(found)))
    .replace(/\{\/\*[\s\S]*?\*\/\}|<!--[\s\S]*?-->/g, blank);
}
