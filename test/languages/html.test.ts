import { describe, expect, it } from 'vitest';
import { readHtml } from '../../src/languages/html.js';
import { summariseScript } from '../../src/languages/javascript/index.js';
import type { Expr } from '../../src/model/expr.js';
import type { Element, ModuleFacts } from '../../src/model/facts.js';

const read = (text: string): ModuleFacts => readHtml('index.html', text, summariseScript);
const byTag = (facts: ModuleFacts, tag: string): Element => facts.elements.find((element) => element.tag === tag) as Element;
const at = (text: string, place: { start: number; end: number }): string => text.slice(place.start, place.end);

/** A page's flow as one line: elements by name, branches in brackets. */
function flowOf(facts: ModuleFacts): string {
  const flow = facts.functions[0]?.flow;
  if (!flow) return '';
  const names = flow.points.map((point) => {
    if (point.kind === 'element') return String(facts.elements[point.element]?.tag);
    if (point.kind === 'assume') return `[${point.outcome ? '' : 'not '}${asked(point.test)}]`;
    return point.kind;
  });
  return flow.points.flatMap((_, index) => (flow.next[index] ?? []).map((next) => `${names[index]} → ${names[next]}`)).join(' · ');
}

function asked(test: Expr): string {
  if (test.kind === 'opaque') return test.why.replace('template ', '');
  return test.kind === 'member' ? `condition: ${test.name}` : test.kind;
}

function property(element: Element, name: string): unknown {
  const prop = element.props.find((one) => 'name' in one && one.name === name);
  return prop && 'name' in prop ? (prop.value.kind === 'literal' ? prop.value.value : prop.value) : undefined;
}

describe('a page', () => {
  it('has its elements in document order, each with its place, its parent and its words', () => {
    const text = '<html lang="ko"><body><label>I agree <input type="checkbox" id=ok></label><BUTTON>Ac&shy;cept <b>all</b>\n &amp; go</BUTTON></body></html>';
    const facts = read(text);
    expect(facts.language).toBe('html');
    expect(facts.page?.lang).toBe('ko');
    expect(facts.page?.elements).toEqual([0, 1, 2, 3, 4, 5]);
    expect(facts.elements.map((element) => element.tag)).toEqual(['html', 'body', 'label', 'input', 'button', 'b']);
    const button = byTag(facts, 'button');
    expect(button.text).toBe('Ac\u00adcept all & go');
    expect(button.parent).toBe(1);
    expect(at(text, button)).toBe('<BUTTON>Ac&shy;cept <b>all</b>\n &amp; go</BUTTON>');
    expect(text.slice(button.start, button.openEnd)).toBe('<BUTTON>');
    expect(flowOf(read('<p>a<b>b</b></p>'))).toBe('enter → p · p → b · b → exit');
  });

  it('says what a reader hears too', () => {
    const facts = read(
      '<form><img alt="our logo" src=l.png><input placeholder="Your mail"><input type=submit value="Send &quot;it&quot;"><input type=hidden value=no><a aria-label="Close">×</a></form>',
    );
    expect(byTag(facts, 'form').text).toBe('our logo Your mail Send "it" Close ×');
  });

  it('knows exactly where attributes stand, whatever their entities', () => {
    const text = '<a\n  HREF="https://x.example/?a=1&amp;b=2" data-x=y async hidden=\'\' href="second">';
    const [element] = read(text).elements;
    expect(
      element?.props.map((prop) => ('name' in prop ? [prop.name, at(text, prop), prop.value.kind === 'literal' ? prop.value.value : prop.value.kind] : [])),
    ).toEqual([
      ['href', 'HREF="https://x.example/?a=1&amp;b=2"', 'https://x.example/?a=1&b=2'],
      ['data-x', 'data-x=y', 'y'],
      ['async', 'async', true],
      ['hidden', "hidden=''", ''],
    ]);
  });

  it('keeps the noscript around an embed, and leaves comments out', () => {
    const facts = read(
      '<!--[if IE]><script src="ie.js"></script><![endif]--><noscript><iframe src="https://t.example/ns.html"></iframe></noscript><!-- <img src=x> -->',
    );
    expect(facts.elements.map((element) => element.tag)).toEqual(['noscript', 'iframe']);
    expect(byTag(facts, 'iframe').parent).toBe(0);
    expect(facts.page?.scripts).toEqual([]);
  });

  it('ends elements as browsers do where nothing closes them', () => {
    const facts = read('<ul><li>one<li>two</ul><p>a<div>b</div><table><tr><td>1<td>2<tr><td>3</table></i>');
    expect(facts.elements.filter((element) => element.tag === 'li').map((element) => element.text)).toEqual(['one', 'two']);
    expect(byTag(facts, 'p').text).toBe('a');
    expect(facts.elements.filter((element) => element.tag === 'tr').map((element) => element.text)).toEqual(['1 2', '3']);
  });
});

describe('scripts', () => {
  it('are classic scripts of the page, or modules, at their own positions', () => {
    const text = '<script>function gtag() { dataLayer.push(arguments); }\ngtag("js");</script><script type="module">import a from "./a.js"; a();</script>';
    const [classic, module] = read(text).page?.scripts ?? [];
    expect(classic?.facts?.isScript).toBe(true);
    expect(classic?.facts?.globals.map(({ name }) => name)).toEqual(['gtag']);
    expect(classic?.facts?.calls.map((call) => at(text, call))).toEqual(['dataLayer.push(arguments)', 'gtag("js")']);
    expect(module?.facts?.isScript).toBe(false);
    expect(module?.facts?.imports[0]?.specifier).toBe('./a.js');
  });

  it('of other files are imports of the page', () => {
    const text =
      '<script src="app.js?v=3"></script><script src="/b.js"></script><script src=https://cdn.example/c.js></script><script src="%PUBLIC_URL%/d.js" type=module></script>';
    const facts = read(text);
    expect(facts.imports.map((entry) => [entry.specifier, at(text, entry)])).toEqual([
      ['./app.js', 'src="app.js?v=3"'],
      ['/b.js', 'src="/b.js"'],
      ['https://cdn.example/c.js', 'src=https://cdn.example/c.js'],
      ['/d.js', 'src="%PUBLIC_URL%/d.js"'],
    ]);
    expect(facts.page?.scripts.map(({ element, src, specifier, type }) => [element, src, specifier, type])[0]).toEqual([0, 'app.js?v=3', './app.js', '']);
  });

  it('that a consent platform runs later keep their facts and are no imports', () => {
    const facts = read(
      '<script type="text/plain" data-cookieconsent="statistics">track()</script><script type="didomi/javascript" src="/t.js"></script><script type="text/partytown">a()</script>',
    );
    expect(facts.page?.scripts.map(({ type, src, facts: inline }) => [type, src, inline?.calls.length])).toEqual([
      ['text/plain', undefined, 1],
      ['didomi/javascript', '/t.js', undefined],
      ['text/partytown', undefined, 1],
    ]);
    expect(facts.imports).toEqual([]);
  });

  it('are not what holds data or templates, nor what a template element holds', () => {
    const facts = read(
      '<script type="application/ld+json">{"a":1}</script><script type="text/x-handlebars"><b></script><script type=importmap>{}</script><template><script>a()</script></template>',
    );
    expect(facts.page?.scripts).toEqual([]);
    expect(facts.gaps).toEqual([]);
  });

  it('of old pages may hide in comments', () => {
    const facts = read('<script>\n<!--\ntrack();\n//-->\n</script>');
    expect(facts.page?.scripts[0]?.facts?.calls).toHaveLength(1);
    expect(facts.page?.scripts[0]?.facts?.gaps).toEqual([]);
  });
});

describe('event attributes', () => {
  it('are functions of the page that take the event', () => {
    const text = '<button onclick="accept(&quot;all&quot;); return log(event)">Yes</button><a href="javascript:load()">x</a>';
    const facts = read(text);
    expect(property(byTag(facts, 'button'), 'onclick')).toEqual({ kind: 'function', fn: 1 });
    expect(property(byTag(facts, 'a'), 'onclick')).toEqual({ kind: 'function', fn: 2 });
    expect(property(byTag(facts, 'a'), 'href')).toBe('javascript:load()');
    expect(facts.functions[1]).toMatchObject({ name: 'onclick', parent: 0, params: [{ binding: 0 }] });
    expect(facts.calls.map((call) => [call.fn, at(text, call)])).toEqual([
      [1, 'accept(&quot;all&quot;)'],
      [1, 'log(event)'],
      [2, 'load()'],
    ]);
    expect(facts.calls[0]?.args[0]).toMatchObject({ kind: 'literal', value: 'all' });
    expect(facts.calls[1]?.args[0]).toMatchObject({ kind: 'ref', binding: 0 });
  });
});

describe('templates', () => {
  it('put elements under conditions that nobody knows', () => {
    expect(flowOf(read('<p>{% if user.paid %}<b>{% elif not x %}<i>{% else %}<u>{% endif %}<a>'))).toBe(
      'enter → p · p → [condition: user.paid] · p → [not condition: user.paid] · [condition: user.paid] → b · b → join · [not condition: user.paid] → [not condition: x] · ' +
        '[not condition: user.paid] → [condition: x] · [not condition: x] → i · i → join · [condition: x] → u · u → join · join → a · a → exit',
    );
    const conditional = 'enter → [condition: x] · enter → [not condition: x] · [condition: x] → b · b → join · [not condition: x] → join · join → exit';
    for (const page of [
      '{% if x %}<b>{% endif %}',
      '<% if (x) { %><b><% } %>',
      '<% if x %><b><% end %>',
      '<?php if (x): ?><b><?php endif; ?>',
      '<?php if (x) { ?><b><?php } ?>',
      '{{#if x}}<b>{{/if}}',
      '{{ if x }}<b>{{ end }}',
      '{%- if x -%}<b>{%- endif -%}',
    ])
      expect(flowOf(read(page)), page).toBe(conditional);
    expect(flowOf(read('{% for a in b %}<b>{% endfor %}'))).toContain('[loop: a in b] → b');
    expect(flowOf(read('{{^x}}<b>{{/x}}'))).toContain('[not condition: x] → b');
  });

  it('leave no trace where no element depends on them, and may be left open', () => {
    expect(flowOf(read('<b class="{% if x %}on{% endif %}">{% endfor %}'))).toBe('enter → b · b → exit');
    expect(flowOf(read('{% block body %}<b>{% if x %}<i>{% endblock %}<u>'))).toContain('join → u');
  });

  it('leave the rest of an address known', () => {
    const text =
      '<script src="https://cdn.example/{{ version }}/a.js"></script><a href="{% url \'home\' %}" {{ attrs }} title="{{ \'Hi\' }}">{{ _("Accept all") }} {{ t.ok }}{# no #}</a>';
    const facts = read(text);
    expect(property(byTag(facts, 'script'), 'src')).toMatchObject({ kind: 'template', strings: ['https://cdn.example/', '/a.js'] });
    expect(facts.imports.map(({ specifier }) => specifier)).toEqual(['https://cdn.example/']);
    expect(byTag(facts, 'a').props.map((prop) => ('name' in prop ? prop.name : ''))).toEqual(['href', 'title']);
    expect(byTag(facts, 'a').text).toBe('Hi Accept all ok');
  });

  it('name files of the project', () => {
    const facts = read(
      `<script src="{% static 'js/a.js' %}"></script><script src="{{ url_for('static', filename='js/b.js') }}"></script><script src="{{ c }}"></script>`,
    );
    expect(facts.imports.map(({ specifier }) => specifier)).toEqual(['/js/a.js', '/js/b.js']);
  });

  it('do not break scripts, and their conditions hold in there', () => {
    const text = `<script>{% if user.consent %}gtag('config', '{{ id }}', {a: {{ data|tojson }} });{% else %}none(<%= x %>);{% endif %} // {{ it's }}
      end();</script>`;
    const facts = read(text).page?.scripts[0]?.facts;
    expect(facts?.gaps).toEqual([]);
    expect(facts?.calls.map((call) => at(text, call))).toEqual([`gtag('config', '{{ id }}', {a: {{ data|tojson }} })`, 'none(<%= x %>)', 'end()']);
    expect(facts?.calls[0]?.args[1]).toMatchObject({ kind: 'literal', value: '{{ id }}' });
    const tests = facts?.functions[0]?.flow.points.flatMap((point) =>
      point.kind === 'assume' && point.test.kind === 'global' ? [[point.test.name, point.outcome]] : [],
    );
    expect(tests).toEqual([
      ['user_consent', true],
      ['user_consent', false],
    ]);
  });

  it('are left out of a script where their conditions are no statements', () => {
    const facts = read('<script>init({ a: 1, {% if x %}b: 2,{% endif %} c: "{{ y }}" }); go();</script>').page?.scripts[0]?.facts;
    expect(facts?.gaps).toEqual([]);
    expect(facts?.calls).toHaveLength(2);
  });

  it('are not seen where a script only writes braces', () => {
    const facts = read(
      '<script>function f(){if(a){{b()}}} var o = {a:{b:1}}; t(`${{a:1}}`)</script><script type="text/babel">r(<a style={{ color: "red" }}/>)</script>',
    );
    expect(facts.page?.scripts.map((script) => [script.facts?.gaps.length, script.facts?.calls.length])).toEqual([
      [0, 2],
      [0, 1],
    ]);
  });
});

describe('what a template puts into a script', () => {
  it.each([
    ['entries of an object', "gtag('config', 'G-1', { {{ extra }} 'a': { 'b': '{{ c }}' } });"],
    ['a keyword under a condition', "{% if x %}{{ kind }} a = 1;{% endif %} gtag('config', 'G-1');"],
    ['more arguments', "gtag('config', 'G-1' <%= more %>);"],
  ])('never costs the script: %s', (_name, code) => {
    const facts = read(`<p><script>${code}</script></p>`).page?.scripts[0]?.facts;
    expect(facts?.gaps).toEqual([]);
    expect(facts?.calls).toHaveLength(1);
  });
});

describe('bad pages', () => {
  it.each([
    ['nothing', ''],
    ['a tag never closed', '<div><script src="a'],
    ['an attribute never closed', '<a href="'.repeat(1000)],
    ['a directive never closed', '<p>{{ a <b>{% if <? <%'],
    ['a script in a script', '<script>document.write("<script>a()</script>")</script>'],
    ['a broken script', '<script>if (</script><p>'],
    ['a broken handler', '<p onclick="if (">'],
    ['odd names', '<__proto__ constructor="1" __proto__="2" onclick="__proto__()"></__proto__><constructor>'],
    ['odd characters', '<p \u{1F4A9}="\u{1F4A9}">\u0000\uE000\uE001 \u2028</p>'],
  ])('%s', (_name, text) => {
    expect(() => read(text)).not.toThrow();
  });

  it('take time in proportion to their length', () => {
    const started = performance.now();
    for (const part of ['<div>', '<b>a', '{{', '{% if a %}<b>', '<%', '<a href="', '<script>', '{% comment %}', '<div></div', '<table><tr><td>'])
      read(part.repeat(30_000));
    read('<div>'.repeat(20_000) + '</p>'.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(8000);
  });

  it('of enormous length keep what can send', () => {
    const facts = read(`${'<b></b>'.repeat(200_001)}<script src="https://x.example/a.js"></script>`);
    expect(facts.gaps.map(({ why }) => why)).toEqual(['1 elements of a very long page were left out']);
    expect(facts.page?.scripts).toHaveLength(1);
  });
});
