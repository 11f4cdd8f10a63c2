import { describe, expect, it } from 'vitest';
import { summariseScript } from '../../src/languages/javascript/index.js';
import { readSvelte } from '../../src/languages/svelte.js';
import type { Element, ModuleFacts } from '../../src/model/facts.js';

const read = (text: string): ModuleFacts => readSvelte('src/routes/+page.svelte', text, summariseScript);
const at = (text: string, place: { start: number; end: number }): string => text.slice(place.start, place.end);
const byTag = (facts: ModuleFacts, tag: string): Element => facts.elements.find((element) => element.tag === tag) as Element;
const calls = (text: string, facts: ModuleFacts): string[] => facts.calls.map((call) => at(text, call));

function branches(text: string, facts: ModuleFacts): [string, boolean][] {
  return facts.functions.flatMap((func) =>
    func.flow.points.flatMap((point): [string, boolean][] => (point.kind === 'assume' ? [[at(text, point), point.outcome]] : [])),
  );
}

describe('a component of Svelte', () => {
  const text = `<script context="module">export const prerender = true;</script>
<script lang="ts">
  import { createEventDispatcher } from 'svelte';
  import { consent } from '$lib/stores';
  import Banner from './Banner.svelte';
  export let open: boolean = false;
  const dispatch = createEventDispatcher();
  $: total = $consent.analytics + 1;
  function accept() { $consent = true; dispatch('accept', { $consent }); }
</script>
<svelte:head>
  {#if $consent}<script async src="https://t.example/{total}.js"></script>{/if}
</svelte:head>
{#if open && total > 1}
  <Banner {total} on:accept={accept} text="a {total} b"/>
{:else if total}<p>it's</p>{:else}<q/>{/if}
<button on:click|once={() => track(1 > 0)}>Accept all</button>
<style>a { color: red }</style>`;
  const facts = read(text);

  it('is one module whose default export runs the instance script per mount', () => {
    expect(facts.language).toBe('svelte');
    expect(facts.gaps).toEqual([]);
    expect(facts.imports.map(({ specifier }) => specifier)).toEqual(['svelte', '$lib/stores', './Banner.svelte']);
    expect(facts.exports.map((entry) => entry.kind === 'value' && entry.name)).toEqual(['prerender', 'default']);
    expect(facts.functions[1]).toMatchObject({ name: 'Page', start: 0, end: text.length });
  });

  it('reads stores by a call and writes their value', () => {
    const reads = facts.calls.filter((call) => call.callee.kind === 'global' && call.callee.name === '__store');
    expect(reads.map((call) => at(text, call))).toEqual(['$consent', '$consent', '$consent']);
    const write = facts.functions.flatMap((func) => func.flow.points).find((point) => point.kind === 'write' && point.target.kind === 'property');
    expect(write).toMatchObject({ target: { name: 'value', object: { kind: 'ref' } }, value: { value: true } });
  });

  it('takes properties from its parent and calls what the parent gave', () => {
    expect(facts.functions[1]?.flow.points).toContainEqual(
      expect.objectContaining({ kind: 'write', value: expect.objectContaining({ kind: 'member', name: 'open' }) }),
    );
    expect(facts.calls.find((call) => at(text, call).startsWith('dispatch('))?.callee).toMatchObject({ kind: 'member', name: 'onAccept' });
  });

  it('shows elements at their places, where their conditions hold', () => {
    expect(branches(text, facts).map(([test]) => test)).toEqual(expect.arrayContaining(['$consent', 'open && total > 1', 'total']));
    expect(at(text, byTag(facts, 'script'))).toBe('<script async src="https://t.example/{total}.js"></script>');
    expect(byTag(facts, 'script').props[1]).toMatchObject({ name: 'src', value: { kind: 'template', strings: ['https://t.example/', '.js'] } });
    const button = byTag(facts, 'button');
    expect(button.text).toBe('Accept all');
    expect(button.props).toMatchObject([{ name: 'onClick', value: { kind: 'function' } }]);
    const banner = facts.elements.find((element) => typeof element.tag !== 'string') as Element;
    expect(banner.props.map((prop) => ('name' in prop ? [prop.name, at(text, prop)] : []))).toEqual([
      ['total', '{total}'],
      ['onAccept', 'on:accept={accept}'],
      ['text', 'text="a {total} b"'],
    ]);
  });
});

describe('runes', () => {
  it('are what they are given', () => {
    const text = `<script>
let { consent = false } = $props(); let count = $state(0); let empty = $state(); const more = $derived(count + 1); const most = $derived.by(() => more);
$effect(() => { if (consent) track(); });
</script>
<input type="checkbox" bind:checked={consent}/><button onclick={() => count++}>{most}</button>`;
    const facts = read(text);
    expect(facts.gaps).toEqual([]);
    expect(calls(text, facts)).toContain('track()');
    const written = new Map(
      facts.functions
        .flatMap((func) => func.flow.points)
        .flatMap((point) =>
          point.kind === 'write' && point.target.kind === 'binding' ? [[facts.bindings[point.target.binding]?.name, point.value.kind]] : [],
        ),
    );
    expect(written.get('count')).toBe('opaque');
    expect(written.get('more')).toBe('binary');
    expect(written.get('consent')).not.toBe(undefined);
    expect(byTag(facts, 'input').props.map((prop) => ('name' in prop ? prop.name : ''))).toEqual(['type', 'checked', 'onChange']);
    expect(byTag(facts, 'button').props).toMatchObject([{ name: 'onclick' }]);
  });
});

describe('blocks', () => {
  it('loop, wait, name and insert', () => {
    const text = `<script>import { load, tip } from './x'; let list = [];</script>
{#each list as { id, name }, i (id)}{@const label = name + i}<li>{label}</li>{:else}<b/>{/each}
{#await load() then value}<em>{value}</em>{:catch error}<u>{error}</u>{/await}
{#await load()}<i/>{:then value}<s>{value}</s>{/await}
{#snippet row(x)}<td>{x}</td>{/snippet}{@render row(1)}{@html list.join('}')}
{#key list}<p use:tip={{ a: 1 }} {...list}/>{/key}`;
    const facts = read(text);
    expect(facts.gaps).toEqual([]);
    for (const tag of ['li', 'b', 'em', 'u', 'i', 's', 'td', 'p']) expect(byTag(facts, tag), tag).toBeDefined();
    expect(calls(text, facts)).toEqual(expect.arrayContaining(['row(1)', 'load()']));
    expect(facts.calls.some((call) => call.callee.kind === 'global' && call.callee.name === '__awaited')).toBe(true);
  });
});

describe('scripts in the markup', () => {
  it('run where they are shown; those for a consent platform are kept as scripts of a page', () => {
    const text = `<svelte:head><script>gtag('config')</script><script type="text/plain" data-category="analytics">fbq('init')</script><script type="application/ld+json">{"a": 1}</script></svelte:head>`;
    const facts = read(text);
    expect(facts.gaps).toEqual([]);
    expect(calls(text, facts)).toContain(`gtag('config')`);
    expect(facts.page?.scripts.map((script) => [facts.elements[script.element]?.start, script.facts?.calls.map((call) => at(text, call))])).toEqual([
      [text.indexOf('<script type="text/plain"'), [`fbq('init')`]],
    ]);
  });
});

describe('bad components', () => {
  it.each([
    ['nothing', ''],
    ['open blocks', '{#if a}<p>{:else}{#each b as c}'],
    ['stray ends', '{/if}<p>{:else}</div>{/each}'],
    ['open braces', '{'.repeat(50_000)],
    ['open blocks without end', '{#if a}'.repeat(10_000)],
    ['deep nesting', '<div>'.repeat(10_000)],
    ['odd names', '<__proto__ constructor={__proto__}/>{__proto__}{#each constructor as __proto__}{/each}'],
    ['open scripts', '<script>'.repeat(20_000)],
  ])('%s', (_name, text) => {
    expect(() => read(text)).not.toThrow();
  });
});
