import type { ModuleFacts } from '../model/facts.js';
import { astroTemplate } from './markup/astro-template.js';
import { outlineOf } from './markup/code.js';
import {
  besideJsx,
  componentName,
  copyCode,
  type Edit,
  findInCode,
  hoistImports,
  inOrder,
  type Summarise,
  summariseComponent,
  withoutModuleItems,
} from './markup/component.js';
import { importsOfNested, type NestedScript, withWaitingScripts } from './markup/nested-scripts.js';
import { newScript, type VirtualScript } from './markup/virtual.js';

/**
 * Summarises a component of Astro as one module: the frontmatter is the body of a function that runs per rendering, at build time or on
 * the server, and yields the template, as JSX would. Scripts in the markup run in the browser, where they are shown. Never
 * throws; what cannot be read is a gap.
 */
export function readAstro(file: string, text: string, summarise: Summarise): ModuleFacts {
  const front = frontmatterOf(text);
  const outline = outlineOf(text.slice(front.start, front.end));
  const whole: readonly [number, number] = [0, text.length];
  const props = (start: number, end: number): Edit[] => {
    const edits: Edit[] = [];
    findInCode(text, start, end, /Astro\.props\b/, (match) => edits.push({ start: match.index, end: match.index + match[0].length, text: '__props' }));
    return edits;
  };
  const limits = { exceeded: false };
  let nested: readonly NestedScript[] = [];
  const build = (withTemplate: boolean): VirtualScript => {
    const body = newScript();
    nested = withTemplate ? astroTemplate(body, { text, limits, start: front.after, props }) : [];
    const out = newScript();
    hoistImports(out, text, front.start, outline);
    importsOfNested(out, text, nested, outline.names);
    out.write(
      `export default ${/\bawait\b/.test(text) ? 'async ' : ''}function ${componentName(file, new Set([...outline.names, ...nested.flatMap((script) => [...script.outline.names])]))}(__props) {\n`,
      ...whole,
    );
    copyCode(
      out,
      text,
      front.start,
      front.end,
      inOrder(withoutModuleItems(front.start, outline), besideJsx(text, front.start, front.end), props(front.start, front.end)),
    );
    out.write('\n;return (', ...whole);
    if (withTemplate) out.append(body);
    else out.write('null', ...whole);
    out.write(');\n}', ...whole);
    return out.finish();
  };
  const facts = summariseComponent({ file, language: 'astro', dialect: 'tsx', build, limits }, summarise);
  // What stands in it stands in a page: scripts find its elements by their ids.
  return withWaitingScripts({ ...facts, page: { scripts: [], elements: facts.elements.map((_, index) => index) } }, text, nested, summarise);
}

/** What stands between the first two lines of three dashes; nothing where there are none. */
function frontmatterOf(text: string): { readonly start: number; readonly end: number; readonly after: number } {
  const opening = /^\uFEFF?\s*---[^\S\n]*\r?\n?/.exec(text);
  if (!opening) return { start: 0, end: 0, after: 0 };
  const start = opening[0].length;
  const closing = /(?:^|\n)[^\S\n]*---/g;
  closing.lastIndex = Math.max(0, start - 1);
  const match = closing.exec(text);
  return match ? { start, end: match.index, after: closing.lastIndex } : { start: 0, end: 0, after: 0 };
}
