import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/languages/index.js';
import type { ModuleFacts } from '../../src/model/facts.js';

const read = (text: string, file = 'page.tsx'): ModuleFacts => summarise(file, 'javascript', text, false) as ModuleFacts;

/** What the scripts in the texts of a module call, each as it stands in the file. */
const calledIn = (text: string, file?: string): string[] =>
  (read(text, file).scripts ?? []).flatMap(({ facts }) => (facts?.calls ?? []).map((call) => text.slice(call.start, call.end)));

describe('a script that stands in a string', () => {
  it.each([
    ['a child', "<Script id='x'>{`go('a');`}</Script>"],
    ['inner HTML', "<script dangerouslySetInnerHTML={{ __html: `go('a');` }} />"],
    ['a quoted string', `<script dangerouslySetInnerHTML={{ __html: "go('a');" }} />`],
    ['a choice', "<Script>{dev ? `` : `go('a');`}</Script>"],
  ])('is code, with the places of the file: %s', (_name, jsx) => {
    expect(calledIn(`import Script from 'next/script';\nexport const x = ${jsx};`)).toEqual(["go('a')"]);
  });

  it.each([
    ['a constant', "const code = `go('a');`; const x = <script>{code}</script>;"],
    ['a constant below', "function X() { return <script>{code}</script>; } const code = `go('a');`;"],
    ['a function', "const code = (id) => `go('a');`; const x = <script dangerouslySetInnerHTML={{ __html: code(1) }} />;"],
  ])('is found where it is kept: %s', (_name, text) => {
    expect(calledIn(text)).toEqual(["go('a')"]);
  });

  it.each([
    ['by signs', "`go('` + id + `');`"],
    ['in a list', "['(function () {', `go('${id}');`, more, '})();'].join('')"],
    ['in a list that is kept', 'lines.join("\\n")'],
  ])('may be put together: %s', (_name, code) => {
    const text = `const lines = ["var a = 1", "go('" + id + "')"]; const make = () => ${code}; const x = <script dangerouslySetInnerHTML={{ __html: make() }} />;`;
    expect(calledIn(text)).toEqual(expect.arrayContaining([expect.stringMatching(/^go\('.*'\)$/)]));
  });

  it.each([
    ['text', "s.text = `go('a');`;"],
    ['its markup, of a constant', "const code = `go('a');`; s.innerHTML = code;"],
    ['a node', "s.appendChild(document.createTextNode(`go('a');`));"],
    ['a string that is appended', "s.append(`go('a');`);"],
    ['several at once', "Object.assign(s, { async: true, textContent: `go('a');` });"],
    ['a renderer', "this.renderer.appendChild(s, this.renderer.createText(`go('a');`));"],
    ['a property by a renderer', "this.renderer.setProperty(s, 'text', `go('a');`);"],
  ])('is found where a script that is made is filled: %s', (_name, text) => {
    expect(calledIn(`const s = document.createElement('script'); ${text}`)).toEqual(["go('a')"]);
    expect(calledIn(`const s = document.createElement('style'); ${text}`)).toEqual([]);
    expect(calledIn(`const s = document.createElement('script'); s.type = 'application/ld+json'; ${text}`)).toEqual([]);
    expect(calledIn(`const s = document.createElement('script'); ${text} s.setAttribute('type', 'application/ld+json');`)).toEqual([]);
  });

  it('is read in spite of what is put in, and of escapes', () => {
    const text = "const x = <Script>{`if (${flag}) { go('${id}', ${JSON.stringify({ a: `b` })}); }\\n say(\\`t\\`);`}</Script>;";
    expect(calledIn(text)).toEqual(["go('${id}', ${JSON.stringify({ a: `b` })})", 'say(\\`t\\`)']);
  });

  it.each([
    ['entries of an object', "go('a', { ${debug ? \"'d': true,\" : ''} 'b': { 'c': '${tenant}' } });"],
    ['entries at the end', "go('a', { b: 1 ${more} });"],
    ['a key', 'go({ ${key}: 1, ${other}: 2 });'],
    ['the rest of a list', "go(['a' ${more}]);"],
    ['more arguments', "go('a' ${more}, 1);"],
    ['statements', "${before} go('a'); ${after}"],
    ['statements after a name', "var a = 1 ${more} go('a');"],
    ['a keyword', "${kind} a = 1; go('a');"],
    ['an operator', "go('a' ${sign} b);"],
    ['the end of a name', "go_${id}('a');"],
    ['the end of a number', 'go(1${zeros}, 0.${part});'],
    ['a body', 'go(function () { ${body} }, ${list}, { ...${all} });'],
    ['several, each something else', "${kind} a = {${first} b: ${id} ${rest}}; go('a', ${id}, { ${more} 'c': ${id} });"],
    ['JSON', "window.__data = ${JSON.stringify(data)}\n go('a')"],
  ])('is read whatever is put in: %s', (_name, code) => {
    const text = `const x = <Script dangerouslySetInnerHTML={{ __html: \`${code}\` }} />;`;
    expect(calledIn(text)).toEqual([expect.stringMatching(/^go.*\(.*\)$/)]);
  });

  it('keeps its conditions', () => {
    const [script] = read("const x = <Script>{`if (localStorage.getItem('c') === 'yes') go();`}</Script>;").scripts ?? [];
    expect(script?.facts?.functions[0]?.flow.points.some((point) => point.kind === 'assume')).toBe(true);
  });

  it('is shared by all elements that show it', () => {
    const scripts = read('const code = `go()`; const x = <><script>{code}</script><script>{code}</script></>;').scripts ?? [];
    expect(scripts).toHaveLength(2);
    expect(scripts[0]?.facts).toBe(scripts[1]?.facts);
  });

  it('is no script where its type says that it is data, or where it cannot be read', () => {
    expect(read('const x = <script type=\'application/ld+json\'>{`{"a": go()}`}</script>;').scripts).toBeUndefined();
    expect(read('const x = <script>{`)))`}</script>;').scripts).toBeUndefined();
  });
});

describe('markup that stands in a string', () => {
  /** What is loaded by, and called in, the markup in the texts of a module. */
  const heldIn = (text: string, file = 'page.tsx', language: Parameters<typeof summarise>[1] = 'javascript') =>
    (summarise(file, language, text, false)?.scripts ?? []).flatMap(({ facts }) => [
      ...(facts?.calls ?? []).map((call) => text.slice(call.start, call.end)),
      ...(facts?.elements ?? []).map(({ tag, props, start, end }) => {
        const value = props.flatMap((prop) => ('name' in prop && prop.name === 'src' ? [prop.value] : []))[0];
        const src = value?.kind === 'template' ? value.strings.join('…') : value?.kind === 'literal' ? value.value : '';
        return `${tag} ${src} at ${text.slice(start, end).replace(/\s+/g, ' ')}`;
      }),
    ]);
  const TAG = '<script src="https://t.example/a.js"></script>';

  it.each([
    ['React', `const x = <div dangerouslySetInnerHTML={{ __html: \`<p>Hi</p>${TAG}\` }} />;`],
    ['document.write', `document.write('${TAG.replace('</', '<\\/')}');`],
    ['document.write of a constant', `const code = '${TAG}'; window.document.write(code);`],
    ['jQuery', `$('head').first().append('${TAG}');`],
    ['jQuery itself', `jQuery('${TAG}').appendTo('head');`],
  ])('loads what it names: %s', (_name, text) => {
    expect(heldIn(text)).toEqual(['script https://t.example/a.js at <script src="https://t.example/a.js">']);
  });

  it('may be put together of parts', () => {
    expect(heldIn(`document.write('<scr' + 'ipt src="https://t.example/a.js?id=' + id + '"></scr' + 'ipt>');`)).toEqual([
      `script https://t.example/a.js?id=… at <scr' + 'ipt src="https://t.example/a.js?id=' + id + '">`,
    ]);
    expect(heldIn("document.write(`<${'script'} src='https://${host}/a.js'></${'script'}>`);")).toEqual([
      "script https://…/a.js at <${'script'} src='https://${host}/a.js'>",
    ]);
  });

  it('has code in its scripts, with the places of the file', () => {
    const text = "const x = <div dangerouslySetInnerHTML={{ __html: `<script>go('${id}', { ${more} b: 1 });\\n say(\\`t\\`)</script>` }} />;";
    expect(heldIn(text)).toEqual(["go('${id}', { ${more} b: 1 })", 'say(\\`t\\`)']);
  });

  it.each([
    ['svelte', '{@html `<script>go()</script>`}'],
    ['svelte', '<script>const code = `<script>go()<\\/script>`;</script>{@html code}'],
    ['astro', '<Fragment set:html={`<script>go()</script>`} />'],
    ['vue', '<template><p v-html="`<script>go()<\\/script>`" /></template>'],
  ] as const)('is read in templates: %s %s', (language, text) => {
    expect(heldIn(text, `page.${language}`, language)).toEqual(['go()']);
  });

  it('does not run the scripts that a browser would not run there', () => {
    const frame = '<iframe src="https://t.example/"></iframe>';
    for (const text of [`el.innerHTML = '${TAG}${frame}';`, `el.insertAdjacentHTML('beforeend', '${TAG}${frame}');`])
      expect(heldIn(text)).toEqual(['iframe https://t.example/ at <iframe src="https://t.example/">']);
    expect(heldIn('document.write(\'<script type="text/plain">go()</script>\');')).toEqual([]);
  });

  it('is no other text', () => {
    for (const text of [`const snippet = '${TAG}'; show(snippet);`, `list.append('${TAG}');`, 'el.innerHTML = t("a < b");', "document.write('<b>Hi</b>');"])
      expect(heldIn(text)).toEqual([]);
  });

  it.each(["document.write('<script src=\\u{ffffffff}');", 'document.write(`<script ${`);', "document.write('<script>' + a + ')))</script>');"])(
    'is never a reason to fail: %s',
    (text) => {
      expect(() => heldIn(text)).not.toThrow();
    },
  );
});

describe('an object that describes a tag', () => {
  const tags = (text: string) =>
    read(text, 'nuxt.config.ts').elements.map(
      ({ tag, props, atOnce }) =>
        `${tag} ${atOnce} ${props.flatMap((prop) => ('name' in prop && prop.value.kind === 'literal' ? [prop.value.value] : [])).join(' ')}`,
    );

  it.each([
    ['useHead', "useHead({ script: [{ src: 'https://t.example/a.js' }] });"],
    ['a function', "useHead(() => ({ script: [{ src: 'https://t.example/a.js' }] }));"],
    ['a configuration', "export default { app: { head: { script: [{ src: 'https://t.example/a.js' }] } } };"],
    ['a list by itself', "const list = [{ src: 'https://t.example/a.js', async: undefined }];"],
    ['a pair', "export default { head: [['script', { src: 'https://t.example/a.js' }]] };"],
    ['a tag with attributes', "const tag = { tagName: 'script', attributes: { src: 'https://t.example/a.js' } };"],
    ['an element made by hand', "h('script', { src: 'https://t.example/a.js' });"],
  ])('is an element of the page: %s', (_name, text) => {
    expect(tags(text)).toEqual(['script true https://t.example/a.js']);
  });

  it('is there only where what makes it is', () => {
    const facts = read("useHead({ script: [ok && { src: '/a.js' }] });");
    const point = facts.functions[0]?.flow.points.findIndex(({ kind }) => kind === 'element') ?? -1;
    const before = facts.functions[0]?.flow.next.findIndex((next) => next.includes(point)) ?? -1;
    expect(facts.functions[0]?.flow.points[before]).toMatchObject({ kind: 'assume', outcome: true });
  });

  it('brings the text of a script', () => {
    const text = "useHead({ script: [{ innerHTML: `go('a')` }] });";
    expect(calledIn(text, 'plugin.ts')).toEqual(["go('a')"]);
  });

  it('is not any object with an address', () => {
    expect(tags("const images = [{ src: '/a.png', alt: 'a' }]; const one = { src: 'x', async: true }; const s = { script: { build: 'x' } };")).toEqual([]);
  });
});

describe('JSON', () => {
  it('is a module with the keys as names', () => {
    const text = '{ "ai": { "url": "https://api.t.example/v1" }, "no-name": 1, "links": ["https://x.example"] }';
    const facts = summarise('hosts.json', 'text', text, false);
    expect(facts?.exports.map((entry) => 'name' in entry && entry.name)).toEqual(['default', 'ai', 'links']);
    expect(facts?.addresses.map(({ start, end }) => text.slice(start, end))).toEqual(['"https://api.t.example/v1"']);
  });

  it('is a gap where it is none, and other texts are not read', () => {
    expect(summarise('a.json', 'text', '', false)?.gaps).toHaveLength(1);
    expect(summarise('a.json', 'text', '['.repeat(20_000), false)).toBeDefined();
    expect(summarise('a.md', 'text', '{}', false)).toBeUndefined();
  });
});

describe('MDX', () => {
  const text = `---
title: Tea
---
import { Chart } from './chart';
import sdk from 'sdk';

export const year = 2024;

# Tea in {year}

Do not call \`sdk.quoted()\` <here>; it's {fine}.

\`\`\`js
sdk.fenced();
\`\`\`

<Chart
  onClick={() => sdk.clicked(year)}
/>

<iframe src="https://v.example/1" />
`;

  it('has imports, exports and elements, and leaves out prose and quoted code', () => {
    const facts = read(text, 'tea.mdx');
    expect(facts.gaps).toEqual([]);
    expect(facts.imports.map((entry) => entry.specifier)).toEqual(['./chart', 'sdk']);
    expect(facts.exports.map((entry) => 'name' in entry && entry.name)).toEqual(['year', 'default']);
    expect(facts.calls.map((call) => text.slice(call.start, call.end))).toEqual(['sdk.clicked(year)']);
    const frame = facts.elements.find(({ tag }) => tag === 'iframe');
    expect(text.slice(frame?.start, frame?.openEnd)).toBe('<iframe src="https://v.example/1" />');
  });

  it.each([
    ['never closed', '<Chart a={'],
    ['a fence', '```js\ngo('],
    ['deep', '<a>'.repeat(10_000)],
    ['braces', '{'.repeat(3000)],
    ['odd', '\u202e\u0000 <é> 𝒳{𝒳}'],
  ])('is never a reason to fail: %s', (_name, page) => {
    expect(() => read(page, 'x.mdx')).not.toThrow();
  });
});
