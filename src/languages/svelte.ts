import type { ModuleFacts } from '../model/facts.js';
import { type Outline, outlineOf } from './markup/code.js';
import {
  besideJsx,
  componentName,
  copyCode,
  type Edit,
  hoistImports,
  inOrder,
  type Summarise,
  summariseComponent,
  withoutModuleItems,
} from './markup/component.js';
import { templateOf } from './markup/jsx.js';
import { findBraces, rawStretches } from './markup/mustaches.js';
import { importsOfNested, type NestedScript, nestedScript, withWaitingScripts } from './markup/nested-scripts.js';
import { svelteEdits } from './markup/svelte-code.js';
import { svelteTemplate } from './markup/svelte-template.js';
import { maskDirectives } from './markup/templating.js';
import { type MarkupTag, parseMarkup } from './markup/tree.js';
import { newScript, type VirtualScript } from './markup/virtual.js';

/**
 * Summarises a component of Svelte as one module. The instance script is the body of a function that runs per mount and yields the
 * template, as JSX would; the module script stands before it. `$store` is read by a call of `__store(store)` and written
 * as `store.value`; runes are what they are given. Scripts in the markup run where they are shown. Never throws; what cannot be read is
 * a gap.
 */
export function readSvelte(file: string, text: string, summarise: Summarise): ModuleFacts {
  const braces = findBraces(text, rawStretches(text));
  const nodes = parseMarkup(maskDirectives(text, braces), { components: true });
  const scripts = nodes.filter(
    (node): node is MarkupTag => node.kind === 'tag' && node.parent < 0 && node.name === 'script' && !node.attributes.some(({ name }) => name === 'src'),
  );
  const isModule = (tag: MarkupTag) => tag.attributes.some(({ name, value }) => name === 'module' || (name === 'context' && value === 'module'));
  const typed = scripts.some((tag) => tag.attributes.some(({ name, value }) => name === 'lang' && /^(?:ts|typescript)$/.test(value ?? '')));
  const read = (tag: MarkupTag | undefined): Script | undefined => tag && { tag, outline: outlineOf(text.slice(tag.openEnd, tag.closeStart)) };
  const parts: Parts = {
    file,
    text,
    typed,
    module: read(scripts.find(isModule)),
    instance: read(scripts.find((tag) => !isModule(tag))),
    snippets: snippetNames(braces),
  };
  const names = new Set([...(parts.module?.outline.names ?? []), ...(parts.instance?.outline.names ?? []), ...(parts.instance?.outline.reactive ?? [])]);
  const dispatch = dispatcherOf(parts);
  const nested = nodes.flatMap(
    (node): NestedScript[] => (node.kind === 'tag' && node.name === 'script' && node.parent >= 0 ? (nestedScript(text, node) ?? []) : []) as NestedScript[],
  );
  const edit = (start: number, end: number): Edit[] => svelteEdits(text, start, end, names, dispatch);
  const name = componentName(file, names);
  const limits = { exceeded: false };
  const build = (withTemplate: boolean): VirtualScript => {
    const out = newScript();
    const whole: readonly [number, number] = [0, text.length];
    const { module, instance } = parts;
    if (module)
      copyCode(out, text, module.tag.openEnd, module.tag.closeStart, inOrder(typeEdits(parts, module), edit(module.tag.openEnd, module.tag.closeStart)));
    out.write('\n;', ...whole);
    if (instance) hoistImports(out, text, instance.tag.openEnd, instance.outline);
    importsOfNested(out, text, nested, names);
    const declared = [
      ...new Set([
        ...(instance?.outline.reactive ?? []).filter((name) => !instance?.outline.names.has(name)),
        ...parts.snippets.filter((name) => !names.has(name)),
      ]),
    ];
    out.write(
      `export default ${instance?.outline.awaits ? 'async ' : ''}function ${name}($$props) {${declared.length > 0 ? ` let ${declared.join(', ')};` : ''}\n`,
      ...whole,
    );
    if (instance) {
      const { openEnd: start, closeStart: end } = instance.tag;
      copyCode(out, text, start, end, inOrder(withoutModuleItems(start, instance.outline), typeEdits(parts, instance), edit(start, end)));
    }
    out.write('\n;', ...whole);
    for (const { what, name, start } of instance?.outline.exports ?? []) {
      if (what !== 'let' || name === undefined) continue;
      const at = (instance?.tag.openEnd ?? 0) + start;
      out.write(`if ($$props.${name} !== undefined) ${name} = $$props.${name};\n`, at, at);
    }
    out.write('return (', ...whole);
    if (withTemplate) svelteTemplate(out, { name, text, limits, template: templateOf(nodes), braces, nested, edit });
    else out.write('null', ...whole);
    out.write(');\n}', ...whole);
    return out.finish();
  };
  const facts = summariseComponent({ file, language: 'svelte', dialect: typed ? 'tsx' : 'jsx', build, limits }, summarise);
  return withWaitingScripts(facts, text, nested, summarise);
}

interface Script {
  readonly tag: MarkupTag;
  readonly outline: Outline;
}

interface Parts {
  readonly file: string;
  readonly text: string;
  readonly typed: boolean;
  readonly module: Script | undefined;
  readonly instance: Script | undefined;
  readonly snippets: readonly string[];
}

const typeEdits = (parts: Parts, script: Script): readonly Edit[] => (parts.typed ? besideJsx(parts.text, script.tag.openEnd, script.tag.closeStart) : []);

function snippetNames(braces: ReturnType<typeof findBraces>): string[] {
  return braces.flatMap(({ sign, word, text }) => (sign === '#' && word === 'snippet' ? (/^[\w$]+/.exec(text) ?? []) : []));
}

function dispatcherOf(parts: Parts): string | undefined {
  const { instance, text } = parts;
  return instance && /\b(?:const|let|var)\s+([\w$]+)\s*=\s*createEventDispatcher\b/.exec(text.slice(instance.tag.openEnd, instance.tag.closeStart))?.[1];
}
