import { describe, expect, it } from 'vitest';
import { summariseScript } from '../../src/languages/javascript/index.js';
import { readVue } from '../../src/languages/vue.js';
import type { Element, ModuleFacts } from '../../src/model/facts.js';

const read = (text: string, file = 'src/my-page.vue'): ModuleFacts => readVue(file, text, summariseScript);
const at = (text: string, place: { start: number; end: number }): string => text.slice(place.start, place.end);
const byTag = (facts: ModuleFacts, tag: string): Element => facts.elements.find((element) => element.tag === tag) as Element;

function property(element: Element, name: string): unknown {
  const prop = element.props.find((one) => 'name' in one && one.name === name);
  return prop && 'name' in prop ? prop.value : undefined;
}

/** Tests of branches with their outcomes, as the file writes them. */
function branches(text: string, facts: ModuleFacts): [string, boolean][] {
  return facts.functions.flatMap((func) =>
    func.flow.points.flatMap((point): [string, boolean][] => (point.kind === 'assume' ? [[at(text, point), point.outcome]] : [])),
  );
}

describe('a component with a setup script', () => {
  const text = `<script setup lang="ts">
import { ref } from 'vue';
import CookieBanner from './CookieBanner.vue';
import { track } from '~/track';
const props = defineProps<{ consent?: boolean }>();
const emit = defineEmits(['accept-all']);
const open = ref(false);
const cast = <T>(x: T) => x;
function accept() { emit('accept-all', 1); }
track('setup');
</script>
<template>
  <div v-if="consent &amp;&amp; open" class="page">Hello {{ open }}</div>
  <p v-else @click="track('paragraph')">Sorry</p>
  <cookie-banner :is-open="open" @accept-all="open = true" @close="accept" />
  <other-thing v-for="(one, index) in list" :key="index" :one />
</template>`;
  const facts = read(text);

  it('is one module whose default export runs the setup per mount', () => {
    expect(facts.language).toBe('vue');
    expect(facts.gaps).toEqual([]);
    expect(facts.imports.map(({ specifier, name }) => [specifier, name])).toEqual([
      ['vue', 'ref'],
      ['./CookieBanner.vue', 'default'],
      ['~/track', 'track'],
    ]);
    expect(facts.exports.map((entry) => entry.kind === 'value' && entry.name)).toEqual(['default']);
    expect(facts.functions[1]).toMatchObject({ name: 'MyPage', parent: 0, start: 0, end: text.length });
    expect(facts.calls.filter((call) => call.fn === 1).map((call) => at(text, call))).toContain("track('setup')");
    expect(facts.calls.every((call) => call.fn !== 0)).toBe(true);
  });

  it('shows elements at their places, where their conditions hold', () => {
    expect(text.slice(byTag(facts, 'div').start, byTag(facts, 'div').openEnd)).toBe('<div v-if="consent &amp;&amp; open" class="page">');
    expect(at(text, byTag(facts, 'p'))).toBe(`<p v-else @click="track('paragraph')">Sorry</p>`);
    expect(byTag(facts, 'div').text).toMatch(/^Hello/);
    expect(branches(text, facts).slice(0, 2)).toEqual([
      ['consent &amp;&amp; open', true],
      ['consent &amp;&amp; open', false],
    ]);
  });

  it('reads refs through, and properties by their names', () => {
    const test = facts.functions[1]?.flow.points.find((point) => point.kind === 'assume');
    expect(test?.kind === 'assume' && test.test).toMatchObject({
      kind: 'logical',
      left: { kind: 'member', name: 'consent', object: { kind: 'ref' } },
      right: { kind: 'member', name: 'value', object: { kind: 'ref' } },
    });
    const writes = facts.functions.flatMap((func) => func.flow.points.filter((point) => point.kind === 'write' && point.target.kind === 'property'));
    expect(writes).toMatchObject([{ target: { name: 'value', object: { kind: 'ref' } }, value: { kind: 'literal', value: true } }]);
  });

  it('finds components by either spelling and hands them what they are given', () => {
    const banner = facts.elements.find((element) => typeof element.tag !== 'string' && element.tag.kind === 'ref') as Element;
    expect(facts.bindings[banner.tag && typeof banner.tag !== 'string' && banner.tag.kind === 'ref' ? banner.tag.binding : -1]?.name).toBe('CookieBanner');
    expect(banner.props.map((prop) => ('name' in prop ? prop.name : ''))).toEqual(['isOpen', 'onAcceptAll', 'onClose']);
    expect(property(banner, 'onAcceptAll')).toMatchObject({ kind: 'function' });
    expect(property(banner, 'onClose')).toMatchObject({ kind: 'ref' });
    expect(facts.elements.find((element) => typeof element.tag !== 'string' && element.tag.kind === 'global')?.tag).toMatchObject({ name: 'OtherThing' });
  });

  it('calls what the parent gave where it emits', () => {
    const emitted = facts.calls.find((call) => at(text, call).startsWith("emit('accept-all'"));
    expect(emitted?.callee).toMatchObject({ kind: 'member', name: 'onAcceptAll' });
    expect(emitted?.args).toHaveLength(1);
  });
});

describe('other ways to write a component', () => {
  it('an options object renders its template, in which names belong to the instance', () => {
    const text = `<script>import Banner from './Banner.vue';
export default { components: { Banner }, data() { return { consent: false }; } };</script>
<template><Banner v-if="!consent" @accept="consent = true"/></template>`;
    const facts = read(text);
    expect(facts.gaps).toEqual([]);
    const render = facts.functions.find((func) => func.name === 'render');
    const test = render?.flow.points.find((point) => point.kind === 'assume');
    const self = { kind: 'ref', binding: facts.bindings.findIndex((binding) => binding.name === '__self') };
    expect(test?.kind === 'assume' && test.test).toMatchObject({ kind: 'unary', of: { kind: 'member', object: self, name: 'consent' } });
    const writes = facts.functions.flatMap((func) => func.flow.points).filter((point) => point.kind === 'write' && point.target.kind === 'property');
    expect(writes).toContainEqual(expect.objectContaining({ target: expect.objectContaining({ object: expect.objectContaining(self), name: 'consent' }) }));
  });

  it('what an options object keeps, computes, watches and does is joined in its instance', () => {
    const text = `<script>
export default {
  props: ['user'],
  data() { return { token: 'x' }; },
  computed: { allowed() { return this.user; }, both: { get() { return this.token; } } },
  watch: { user(value) { this.start(value); } },
  created() { if (this.allowed) this.start(); },
  methods: { start() { go(this.token); this.$emit('done', 1); } },
};
</script>
<template><button @click="start">{{ both }}</button></template>`;
    const facts = read(text);
    expect(facts.gaps).toEqual([]);
    const calls = facts.calls.map((call) => (call.callee.kind === 'member' ? call.callee.name : call.callee.kind === 'global' ? call.callee.name : ''));
    for (const name of ['data', 'allowed', 'get', 'created', 'user', 'onDone', 'go', 'assign']) expect(calls).toContain(name);
    const go = facts.calls.find((call) => call.callee.kind === 'global' && call.callee.name === 'go');
    expect(text.slice(go?.start, go?.end)).toBe('go(this.token)');
  });

  it.each([
    ['defineComponent', `import { defineComponent } from 'vue'; export default defineComponent({ name: 'X' });`],
    ['a class', `export default class X extends Vue { a = 1; }`],
    ['a constant', `const X = { name: 'X' }; export default X;`],
    ['nothing', ``],
  ])('%s', (_name, script) => {
    const facts = read(`<script lang="ts">${script}</script><template><img src="https://t.example/p.gif"></template>`);
    expect(facts.gaps).toEqual([]);
    expect(property(byTag(facts, 'img'), 'src')).toMatchObject({ value: 'https://t.example/p.gif' });
  });

  it('two scripts are one module', () => {
    const facts = read(
      `<script>export default { inheritAttrs: false }; export const shared = 1;</script><script setup>go(shared);</script><template><b/></template>`,
    );
    expect(facts.gaps).toEqual([]);
    expect(facts.exports.map((entry) => entry.kind === 'value' && entry.name)).toEqual(['shared', 'default']);
  });

  it('Vue that a build imports by itself is imported', () => {
    const facts = read(`<script setup>const a = ref(false); onMounted(() => go());</script><template>{{ a }}</template>`);
    expect(facts.imports.map(({ specifier, name }) => [specifier, name])).toEqual([
      ['vue', 'ref'],
      ['vue', 'onMounted'],
    ]);
  });

  it('a name that an import has is left to it', () => {
    expect(read(`<script setup>import Modal from './base/Modal.vue';</script><template><Modal/></template>`, 'Modal.vue').gaps).toEqual([]);
  });
});

describe('templates', () => {
  const inTemplate = (template: string) =>
    read(`<script setup>\nconst { user } = useUser();\nconst ok = ref(true);\n</script>\n<template>${template}</template>`);

  it('model a control by its value and by what writes it', () => {
    const facts = inTemplate('<input type="checkbox" v-model="ok">');
    expect(byTag(facts, 'input').props.map((prop) => ('name' in prop ? prop.name : ''))).toEqual(['type', 'checked', 'onChange']);
    expect(facts.functions.at(-1)?.flow.points.find((point) => point.kind === 'write')).toMatchObject({
      target: { name: 'value' },
      value: { kind: 'member', name: 'checked' },
    });
  });

  it('read what may be a ref both ways', () => {
    const facts = inTemplate('<a v-if="user">x</a>');
    const test = facts.functions[1]?.flow.points.find((point) => point.kind === 'assume');
    expect(test?.kind === 'assume' && test.test).toMatchObject({ kind: 'logical', op: '??', left: { kind: 'member', name: 'value' }, right: { kind: 'ref' } });
  });

  it('loop, choose, bind and slot', () => {
    const facts = inTemplate(
      `<ul><li v-for="{ id } of list" v-bind="$attrs" :class="[id]">{{ id }}</li></ul><component :is="'script'" src="https://t.example/a.js"/><Box #default="{ item }"><i v-show="item">{{ item.name }}</i></Box><Transition><u/></Transition><slot name="x">none</slot>`,
    );
    expect(facts.gaps).toEqual([]);
    expect(byTag(facts, 'li').props.some((prop) => 'spread' in prop)).toBe(true);
    expect(property(byTag(facts, 'script'), 'src')).toMatchObject({ value: 'https://t.example/a.js' });
    expect(byTag(facts, 'i')).toBeDefined();
    expect(byTag(facts, 'u')).toBeDefined();
  });

  it('of another language are a gap', () => {
    expect(read('<template lang="pug">p Hello</template><script>export default {}</script>').gaps.map(({ why }) => why)).toEqual([
      'a template written in pug is not read',
    ]);
  });
});

describe('bad components', () => {
  it.each([
    ['nothing', ''],
    ['no closing tags', '<script setup>const a = 1;<template><p'],
    ['broken expressions', '<template><p :a="(" @b="}" v-for="x" v-if="" v-model="1 + 1" :[k]="2" #x="{"></p><a v-bind="..." :x v-on=")"></a></template>'],
    ['odd names', '<template><__proto__ constructor="a" :__proto__="constructor" @constructor="__proto__()"/>{{ __proto__ }}</template>'],
    ['deep nesting', `<template>${'<div v-if="a">'.repeat(10_000)}</template>`],
    ['open braces', `<template>${'{{'.repeat(50_000)}</template>`],
  ])('%s', (_name, text) => {
    expect(() => read(text)).not.toThrow();
  });

  it('keep their scripts where the template cannot be read', () => {
    const facts = read(`<script setup>go();</script><template><p v-if="a b c">x</p></template>`);
    expect(facts.calls.some((call) => call.callee.kind === 'global' && call.callee.name === 'go')).toBe(true);
    expect(facts.gaps).toHaveLength(1);
  });
});
