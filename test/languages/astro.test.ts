import { describe, expect, it } from 'vitest';
import { readAstro } from '../../src/languages/astro.js';
import { summariseScript } from '../../src/languages/javascript/index.js';
import type { Element, ModuleFacts } from '../../src/model/facts.js';

const read = (text: string): ModuleFacts => readAstro('src/pages/[id].astro', text, summariseScript);
const at = (text: string, place: { start: number; end: number }): string => text.slice(place.start, place.end);
const byTag = (facts: ModuleFacts, tag: string): Element => facts.elements.find((element) => element.tag === tag) as Element;
const calls = (text: string, facts: ModuleFacts): string[] => facts.calls.map((call) => at(text, call));

describe('a component of Astro', () => {
  const text = `---
import Layout from '../Layout.astro';
import { posts } from '~/posts';
export const prerender = true;
interface Props { id: string }
const { id, consent } = Astro.props as Props;
const all = await posts<string>();
---
<!doctype html>
<Layout title="Hi &amp; you" {id} {...Astro.props}>
  <meta charset=utf-8><br>
  <!-- no <b>{x</b> -->
  {consent && <script async src={\`https://t.example/a.js?id=\${id}\`}></script>}
  {all.map((post) => (
    <li class="x">it's {post.length > 3 ? <b>long</b> : <i/>}</li>
  ))}
  <Counter client:load count={1} />
  <p>a } b > c</p>
</Layout>
<style>a { color: red }</style>`;
  const facts = read(text);

  it('is one module whose default export runs the frontmatter and yields the markup', () => {
    expect(facts.language).toBe('astro');
    expect(facts.gaps).toEqual([]);
    expect(facts.imports.map(({ specifier }) => specifier)).toEqual(['../Layout.astro', '~/posts']);
    expect(facts.functions[1]).toMatchObject({ name: 'Id', isAsync: true, start: 0, end: text.length });
    expect(calls(text, facts)).toContain('posts<string>()');
  });

  it('shows elements at their places, where their conditions hold', () => {
    const script = byTag(facts, 'script');
    expect(at(text, script)).toBe('<script async src={`https://t.example/a.js?id=${id}`}></script>');
    expect(script.props[1]).toMatchObject({ name: 'src', value: { kind: 'template', strings: ['https://t.example/a.js?id=', ''] } });
    const flow = facts.functions[1]?.flow;
    const branch = flow?.points.findIndex((point) => point.kind === 'assume' && point.outcome) ?? -1;
    const shown = flow?.next[branch]?.map((next) => flow.points[next]);
    expect(shown).toMatchObject([{ kind: 'element' }]);
    expect(byTag(facts, 'li').text).toBe("it's long");
    expect(at(text, byTag(facts, 'b'))).toBe('<b>long</b>');
    expect(byTag(facts, 'p').text).toBe('a } b > c');
  });

  it('hands components what they are given', () => {
    const [layout, counter] = facts.elements.filter((element) => typeof element.tag !== 'string');
    expect(layout?.props.map((prop) => ('name' in prop ? prop.name : '…'))).toEqual(['title', 'id', '…']);
    expect(layout?.props[0]).toMatchObject({ value: { value: 'Hi & you' } });
    expect(counter?.tag).toMatchObject({ kind: 'global', name: 'Counter' });
    expect(counter?.props.map((prop) => ('name' in prop ? prop.name : ''))).toEqual(['client:load', 'count']);
  });
});

describe('scripts in the markup', () => {
  it('run where they are shown, with what the component hands them', () => {
    const text = `---
const key = 'x';
---
<script is:inline define:vars={{ key, id: 1 }}>gtag('config', key, id);</script>
<script>
  import posthog from 'posthog-js';
  posthog.init('y' as string);
</script>
<script src="../scripts/a.ts"></script>
<script src="https://t.example/b.js" is:inline></script>
<script type="text/plain" data-category="analytics">fbq('init');</script>`;
    const facts = read(text);
    expect(facts.gaps).toEqual([]);
    expect(calls(text, facts)).toEqual(expect.arrayContaining([`gtag('config', key, id)`, `posthog.init('y' as string)`]));
    expect(facts.imports.map(({ specifier }) => specifier)).toEqual(['posthog-js', '../scripts/a.ts']);
    expect(facts.page?.scripts.map((script) => script.facts?.calls.map((call) => at(text, call)))).toEqual([[`fbq('init')`]]);
  });
});

describe('bad components', () => {
  it.each([
    ['nothing', ''],
    ['frontmatter that does not end', '---\nconst a = 1;'],
    ['open braces', '{'.repeat(50_000)],
    ['open templates', '{`${'.repeat(10_000)],
    ['open attributes', '<a {'.repeat(20_000)],
    ['deep nesting', '<div>'.repeat(10_000)],
    ['code in markup in code', '{a && <b>'.repeat(5_000)],
    ['stray ends', '</p>}</b>{/* x */}<!--'],
    ['angle brackets', '<'.repeat(100_000)],
  ])('%s', (_name, text) => {
    expect(() => read(text)).not.toThrow();
  });

  it('keep their frontmatter where the markup cannot be read', () => {
    const facts = read('---\ngo();\n---\n<p>{a b c}</p>');
    expect(facts.calls.some((call) => call.callee.kind === 'global' && call.callee.name === 'go')).toBe(true);
    expect(facts.gaps).toHaveLength(1);
  });
});
