import { camel, pascal } from './component.js';
import { attributeName, isExpression, writeDynamic, writeStatic } from './jsx.js';
import type { MarkupAttribute, MarkupTag } from './tree.js';
import { directive, type Writing, writeCode, writeExpression } from './vue-writing.js';

const CONDITIONAL = /^v-(?:if|else-if|else)$/;

/** Writes an attribute or a directive of Vue as what JSX makes of it. */
export function writeAttribute(writing: Writing, tag: MarkupTag, attribute: MarkupAttribute, isComponent: boolean): void {
  const { out } = writing;
  const { name } = attribute;
  if (CONDITIONAL.test(name) || /^(?:v-for|v-slot.*|#.*|v-text|v-once|v-pre|v-cloak|v-memo|:?key|:is|is|v-bind:is)$/.test(name)) return;
  const event = /^(?:@|v-on:)(?!\[)([\w:-]+)/.exec(name)?.[1];
  if (event !== undefined) {
    writeHandler(writing, attribute, `on${pascal(event)}`);
    return;
  }
  if (name === 'v-bind' || name === 'v-on') {
    if (!isExpression(attribute.value ?? '')) return;
    out.write(' {...', attribute.start, attribute.end);
    writeExpression(writing, attribute, '{}');
    out.write('}', attribute.start, attribute.end);
    return;
  }
  const bound = /^(?::|v-bind:|\.)(?!\[)([\w:-]+)/.exec(name)?.[1];
  if (bound !== undefined) {
    const plain = attributeName(isComponent && !/^(?:data|aria)-/.test(bound) ? camel(bound) : bound);
    if (plain === undefined) return;
    writeDynamic(out, plain, attribute, () => {
      // `:consent` alone is `:consent="consent"`.
      if (attribute.value === undefined) out.write(/^[\w$]+$/.test(camel(bound)) ? camel(bound) : 'undefined', attribute.start, attribute.end);
      else writeExpression(writing, attribute, 'undefined');
    });
    return;
  }
  if (/^v-model\b/.test(name)) {
    writeModel(writing, tag, attribute, isComponent);
    return;
  }
  if (name.startsWith('v-')) {
    const plain = attributeName(name);
    if (plain === undefined) return;
    writeDynamic(out, plain, attribute, () =>
      attribute.value === undefined ? out.write('true', attribute.start, attribute.end) : writeExpression(writing, attribute, 'undefined'),
    );
    return;
  }
  writeStatic(out, attribute, attributeName(isComponent && !/^(?:data|aria)-/.test(name) ? camel(name) : name));
}

function writeModel(writing: Writing, tag: MarkupTag, attribute: MarkupAttribute, isComponent: boolean): void {
  const { out } = writing;
  if (!isExpression(attribute.value ?? '')) return;
  const type = directive(tag, 'type')?.value;
  const isChecked = !isComponent && (type === 'checkbox' || type === 'radio');
  const argument = /^v-model:([\w-]+)/.exec(attribute.name)?.[1];
  const name = isComponent ? camel(argument ?? 'modelValue') : isChecked ? 'checked' : 'value';
  writeDynamic(out, name, attribute, () => writeExpression(writing, attribute, 'undefined'));
  writeDynamic(out, isComponent ? `onUpdate${pascal(name)}` : 'onChange', attribute, () => {
    out.write('($event) => { (', attribute.start, attribute.end);
    out.parts(attribute.parts);
    out.write(`) = $event${isComponent ? '' : `.target.${name}`}; }`, attribute.start, attribute.end);
  });
}

const PATH = /^\s*[A-Za-z_$][\w$]*(?:\s*\??\.\s*[A-Za-z_$][\w$]*|\[[^\]]*\])*\s*$/;
const FUNCTION = /^\s*(?:async\s+)?(?:\([\s\S]*?\)|[\w$]+)\s*=>|^\s*(?:async\s+)?function\b/;

function writeHandler(writing: Writing, attribute: MarkupAttribute, name: string): void {
  const { out } = writing;
  const code = attribute.value ?? '';
  const plain = attributeName(name);
  if (plain === undefined || !isExpression(code)) return;
  writeDynamic(out, plain, attribute, () => {
    if (PATH.test(code) || FUNCTION.test(code)) {
      writeExpression(writing, attribute, 'undefined');
      return;
    }
    out.write('($event) => { ', attribute.start, attribute.end);
    writeCode(writing, attribute.parts);
    out.write('\n}', attribute.start, attribute.end);
  });
}
