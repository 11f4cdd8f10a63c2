import { pascal } from './component.js';
import { attributeName, isExpression, writeDynamic, writeStatic } from './jsx.js';
import type { Braces } from './mustaches.js';
import { type Writing, writeCode, writeExpression } from './svelte-writing.js';
import { directivesIn, OUTPUT_RUN } from './templating.js';
import type { MarkupAttribute } from './tree.js';

/** Writes an attribute, a directive or a shorthand of Svelte as what JSX makes of it. */
export function writeAttribute(writing: Writing, attribute: MarkupAttribute, isComponent: boolean): void {
  const { out } = writing;
  const inside = directivesIn(writing.braces, attribute.start, attribute.end) as readonly Braces[];
  const [braces] = inside;
  if (OUTPUT_RUN.test(attribute.name)) {
    if (braces) writeShorthand(writing, braces);
    return;
  }
  const { name } = attribute;
  if (/^(?:let|transition|in|out|animate|--)[:-]/.test(name) || name === 'this' || name === 'slot') return;
  const isWhole = inside.length === 1 && attribute.value !== undefined && /^\uE001\uE000*$/.test(attribute.value);
  const value = () => {
    if (isWhole && braces) writeExpression(writing, braces.start + 1, braces.end - 1, braces);
    else if (inside.length > 0) writeMixed(writing, attribute, inside);
    else if (attribute.value !== undefined) out.write(JSON.stringify(attribute.value), attribute.valueStart, attribute.end);
    else out.write(/^(?:class|bind|on|style):([\w$]+)$/.exec(name)?.[1] ?? 'true', attribute.start, attribute.end);
  };
  const event = /^on:([\w:-]+)/.exec(name)?.[1];
  if (event !== undefined) {
    const handler = `on${pascal(event)}`;
    writeDynamic(out, handler, attribute, () => (attribute.value === undefined ? out.write(`$$props.${handler}`, attribute.start, attribute.end) : value()));
    return;
  }
  const bound = /^bind:([\w-]+)/.exec(name)?.[1];
  if (bound !== undefined) {
    writeBinding(writing, attribute, bound, braces, isComponent);
    return;
  }
  const action = /^use:([\w$.]+)/.exec(name)?.[1];
  if (action !== undefined) {
    writeDynamic(out, 'use:action', attribute, () => {
      out.write(`${action}(undefined, `, attribute.start, attribute.end);
      if (attribute.value === undefined) out.write('undefined', attribute.start, attribute.end);
      else value();
      out.write(')', attribute.start, attribute.end);
    });
    return;
  }
  if (inside.length === 0 && !name.includes(':')) {
    writeStatic(out, attribute);
    return;
  }
  const plain = attributeName(name.replace(/\|.*$/, ''));
  if (plain !== undefined) writeDynamic(out, plain, attribute, value);
}

/** `{name}`, `{...rest}` and `{@attach …}` among the attributes. */
function writeShorthand(writing: Writing, braces: Braces): void {
  const { out, text } = writing;
  const code = text.slice(braces.code, braces.end - 1);
  const spread = /^\s*\.\.\./.exec(code);
  if (spread) {
    if (!isExpression(code.slice(spread[0].length))) return;
    out.write(' {...', braces.start, braces.end);
    writeExpression(writing, braces.code + spread[0].length, braces.end - 1, braces);
    out.write('}', braces.start, braces.end);
    return;
  }
  const name = braces.sign === '@' ? 'use:action' : attributeName(code.trim().replace(/^\$(?=\w)/, ''));
  if (name !== undefined) writeDynamic(out, name, braces, () => writeExpression(writing, braces.code, braces.end - 1, braces));
}

/** `class="a {b} c"` is a template string. */
function writeMixed(writing: Writing, attribute: MarkupAttribute, inside: readonly Braces[]): void {
  const { out } = writing;
  const words = (attribute.value ?? '').split(new RegExp(OUTPUT_RUN, 'g'));
  out.write('`', attribute.valueStart, attribute.end);
  for (const [index, said] of words.entries()) {
    out.write(said.replace(/[`\\$]/g, '\\$&'), attribute.valueStart, attribute.end);
    const braces = inside[index];
    if (!braces) continue;
    out.write('${', braces.start, braces.end);
    writeExpression(writing, braces.code, braces.end - 1, braces);
    out.write('}', braces.start, braces.end);
  }
  out.write('`', attribute.valueStart, attribute.end);
}

/** A binding shows a value and writes it back. */
function writeBinding(writing: Writing, attribute: MarkupAttribute, bound: string, braces: Braces | undefined, isComponent: boolean): void {
  const { out, text } = writing;
  const code = braces ? text.slice(braces.start + 1, braces.end - 1) : bound;
  const plain = attributeName(bound);
  if (plain === undefined || !/^\s*[$\w][\w$.[\]'"]*\s*$/.test(code)) return;
  const target = () => {
    if (braces) writeCode(writing, braces.start + 1, braces.end - 1);
    else out.write(bound, attribute.start, attribute.end);
  };
  if (bound !== 'this') writeDynamic(out, plain, attribute, target);
  const isChecked = bound === 'checked' || bound === 'group';
  writeDynamic(out, isComponent || bound === 'this' ? `bind:${plain}` : 'onChange', attribute, () => {
    out.write('($event) => { ', attribute.start, attribute.end);
    if (braces && /^\s*\$\w/.test(code))
      out.write(
        `${code
          .trim()
          .slice(1)
          .replace(/^([\w]+)/, '$1.value')}`,
        braces.start,
        braces.end,
      );
    else if (braces) out.copy(code, braces.start + 1);
    else out.write(bound, attribute.start, attribute.end);
    out.write(` = $event${isComponent || bound === 'this' ? '' : isChecked ? '.target.checked' : '.target.value'}; }`, attribute.start, attribute.end);
  });
}
