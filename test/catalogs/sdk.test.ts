import { describe, expect, it } from 'vitest';
import { expandBraces, pathFault } from '../../src/catalogs/paths.js';
import { compileSdkCatalog } from '../../src/catalogs/sdk.js';

const REGIONS = {
  name: 'sdk-catalog/regions/acme.yaml',
  text: `id: acme
checked: 2026-01-31
sources: [{ kind: vendor-docs, url: 'https://acme.example/regions', opened: 2026-01-31 }]
regions: { seoul: KR, berlin: DE }
`,
};

/** A vendor's file that has nothing wrong with it, with some lines replaced. */
function vendor(changes: Readonly<Record<string, string>> = {}, name = 'acme') {
  let text = `id: ${name}
name: Acme
checked: 2026-01-31
entities: { ${name}-inc: { name: 'Acme, Inc.', seat: US } }
sources: { docs: { kind: vendor-docs, url: 'https://acme.example/docs', opened: 2026-01-30 }, npm: { kind: vendor-source, url: 'https://acme.example/npm', opened: 2026-01-30 }, news: { kind: press, url: 'https://acme.example/news', opened: 2026-01-30 } }
products:
  - id: ${name}
    name: Acme
    category: analytics
    packages: ['pkg:npm/${name}-js']
    runsOn: [client]
    sources: [docs]
    data: { auto: [ip], argument: [event] }
    hosts:
      - { host: api.${name}.example, places: { storage: US } }
    endpoint: { options: [apiHost], default: api.${name}.example }
    touches:
      - { role: init, path: 'npm:${name}-js#{default,acme}.init()', options: arg(1) }
      - { role: send, path: 'npm:${name}-js#default.track()', data: ['arg(0)'] }
    switches:
      - { option: optOut, equals: true, release: 'npm:${name}-js#default.optIn()', residue: none }
    examples: ["import acme from '${name}-js';"]
`;
  for (const [from, to] of Object.entries(changes)) {
    if (!text.includes(from)) throw new Error(`no "${from}" in the entry`);
    text = text.replace(from, to);
  }
  return { name: `sdk-catalog/vendors/${name}.yaml`, text };
}

function compile(...files: readonly { readonly name: string; readonly text: string }[]) {
  const compiled = compileSdkCatalog([REGIONS, ...files]);
  if (compiled.kind === 'problems') throw new Error(compiled.problems.join('\n'));
  return compiled.catalog;
}

function problems(...files: readonly { readonly name: string; readonly text: string }[]): readonly string[] {
  const compiled = compileSdkCatalog([REGIONS, ...files]);
  return compiled.kind === 'problems' ? compiled.problems : [];
}

describe('a vendor compiles to', () => {
  const catalog = compile(vendor());

  it('touches without braces', () => {
    expect(catalog.products.acme?.touches.map((touch) => touch.path)).toEqual([
      'npm:acme-js#default.init()',
      'npm:acme-js#acme.init()',
      'npm:acme-js#default.track()',
    ]);
  });

  it('touches that transmit unless they say otherwise', () => {
    expect(catalog.products.acme?.touches.every((touch) => touch.transmits)).toBe(true);
    expect(compile(vendor({ 'options: arg(1) }': 'options: arg(1), transmits: false }' })).products.acme?.touches[0]?.transmits).toBe(false);
  });

  it('an endpoint, switches and data', () => {
    expect(catalog.products.acme).toMatchObject({
      endpoint: { options: ['apiHost'], env: [], default: 'api.acme.example', packageDefaults: {}, values: [] },
      switches: [{ product: 'acme', option: 'optOut', equals: true, release: ['npm:acme-js#default.optIn()'], residue: 'none' }],
      data: [
        { category: 'ip', how: 'auto' },
        { category: 'event', how: 'argument' },
      ],
    });
  });

  it('hosts with their places, the date of the latest check, and the region tables', () => {
    expect(catalog.hosts).toEqual([
      { host: 'api.acme.example', product: 'acme', entity: 'acme-inc', serves: 'api', places: [{ country: 'US', basis: 'storage', certainty: 'stated' }] },
    ]);
    expect(catalog.asOf).toBe('2026-01-31');
    expect(catalog.regions).toEqual({ acme: { seoul: 'KR', berlin: 'DE' } });
  });

  it('a list of places for options, a receiver of a touch’s own, and calls that move the receiver', () => {
    const changed = compile(
      vendor({
        'options: arg(1) }': 'options: [arg(1), arg(2)], receiver: eu.acme.example }',
        'default: api.acme.example }': "default: api.acme.example, calls: [{ call: 'npm:acme-js#{default,acme}.setHost()', address: arg(0) }] }",
      }),
    );
    expect(changed.products.acme?.touches[0]).toMatchObject({ options: 'arg(1)', otherOptions: ['arg(2)'], receiver: 'eu.acme.example' });
    expect(changed.products.acme?.endpoint.calls).toEqual([
      { path: 'npm:acme-js#default.setHost()', address: 'arg(0)' },
      { path: 'npm:acme-js#acme.setHost()', address: 'arg(0)' },
    ]);
  });

  it('a certification with the day on which it was seen', () => {
    const changed = compile(vendor({ 'seat: US }': 'seat: US, certified: [{ framework: eu-us-dpf, seen: 2026-01-30, sources: [docs] }] }' }));
    expect(changed.entities['acme-inc']?.certified).toEqual([{ framework: 'eu-us-dpf', seen: '2026-01-30', certainty: 'stated' }]);
  });

  it('short predicates written out', () => {
    const changed = compile(vendor({ 'default.track()': 'default.track()[arg(0)=true]' }));
    expect(changed.products.acme?.touches[2]?.path).toBe('npm:acme-js#default.track()[arg(0)="true"]');
  });
});

describe('how well a place is known', () => {
  const placed = (host: string) => compile(vendor({ '{ host: api.acme.example, places: { storage: US } }': host })).hosts[0]?.places;

  it.each([
    ['docs', 'stated'],
    ['npm', 'observed'],
    ['news', 'inferred'],
    ['memory', 'memory'],
    ['[memory, docs]', 'stated'],
  ])('follows the best source: %s → %s', (sources, certainty) => {
    expect(placed(`{ host: api.acme.example, places: { storage: US }, sources: ${sources} }`)).toEqual([{ country: 'US', basis: 'storage', certainty }]);
  });

  it('is lowered by the entry, for the host or for one place', () => {
    expect(placed('{ host: api.acme.example, places: { storage: DE, access: { country: US, certainty: inferred } } }')).toEqual([
      { country: 'DE', basis: 'storage', certainty: 'stated' },
      { country: 'US', basis: 'access', certainty: 'inferred' },
    ]);
  });

  it('is never raised by the entry', () => {
    expect(problems(vendor({ 'places: { storage: US } }': 'places: { storage: US }, sources: [memory], certainty: stated }' }))[0]).toMatch(
      /certainty of at most memory/,
    );
    expect(placed('{ host: api.acme.example, places: { storage: { country: US, certainty: stated } }, sources: [memory] }')?.[0]?.certainty).toBe('memory');
  });

  it('is that of the region table where that is less', () => {
    const guessed = { ...REGIONS, text: REGIONS.text.replace(/sources: .*/, 'sources: []') };
    const entry = vendor({
      '{ host: api.acme.example, places: { storage: US } }': "{ host: 'api-{region}.acme.example', places: { storage: '{region}' }, regions: acme }",
    });
    const compiled = compileSdkCatalog([guessed, entry]);
    expect(compiled.kind === 'catalog' && compiled.catalog.hosts[0]?.places[0]?.certainty).toBe('memory');
  });

  it('is unknown where the country is', () => {
    expect(placed('{ host: api.acme.example, places: unknown }')).toEqual([{ country: 'unknown', basis: 'processing', certainty: 'unknown' }]);
  });

  it('is left open for a region that stands in the host', () => {
    expect(placed("{ host: 'api-{region}.acme.example', places: { storage: '{region}' }, regions: acme }")).toEqual([
      { country: '{region}', basis: 'storage', certainty: 'stated' },
    ]);
  });
});

describe('a wrong entry is one line with file, line, field and expectation', () => {
  it.each([
    ['role: init', 'role: begin', /^sdk-catalog\/vendors\/acme\.yaml:18: products\[0\]\.touches\[0\]\.role: expected one of load, init, .*, found "begin"$/],
    ['category: analytics', 'category: spying', /:9: products\[0\]\.category: expected one of ai-llm, .*, found "spying"$/],
    ['seat: US', 'seat: Usa', /expected an ISO 3166-1 code like KR, or unknown, found "Usa"/],
    ['checked: 2026-01-31', 'checked: yesterday', /:3: checked: expected a date like 2026-01-31, found "yesterday"/],
    ['    runsOn: [client]\n', '', /products\[0\]\.runsOn: expected a value, found nothing/],
    ['    data: { auto: [ip], argument: [event] }\n', '', /products\[0\]: expected data/],
    ['data: { auto: [ip]', 'data: { auto: [everything]', /data\.auto\[0\]: expected one of prompt, .*, found "everything"/],
    ['sources: [docs]', 'sources: [hearsay]', /expected a source of this file \(memory, docs, npm, news\), found "hearsay"/],
    ['    sources: [docs]\n', '', /expected sources, here or on the product, found none/],
    ["url: 'https://acme.example/docs'", "url: 'ftp://acme.example'", /expected an https address/],
    ["'pkg:npm/acme-js'", "'acme-js'", /expected package URLs without version/],
    ['options: arg(1) }', 'option: arg(1) }', /touches\[0\]\.option: unknown field; expected one of role, path,/],
    ['options: arg(1) }', 'options: the second }', /expected a part like arg\(1\)/],
    ['#{default,acme}.init()', '#{default,acme.init()', /expected closed braces/],
    ['#{default,acme}.init()', '#default.init(', /expected an access path: no step/],
    ["'npm:acme-js#{default,acme}.init()'", "'acme.init()'", /expected an access path: no root/],
    ['host: api.acme.example, places', "host: 'https://api.acme.example', places", /expected a host like api\.example\.com/],
    ['places: { storage: US } }', 'places: { storage: US }, regions: acme }', /expected \{region\} and regions together/],
    ['places: { storage: US } }', 'places: { shipping: US } }', /places\.shipping: unknown field/],
    ['    switches:\n', '    noSwitch: [docs]\n    switches:\n', /expected switches or noSwitch, found both/],
    [
      'default: api.acme.example }',
      "default: api.acme.example, calls: [{ call: 'global:acme()' }] }",
      /expected either host or address, found both or neither/,
    ],
    ['residue: none', 'residue: some', /expected one of none, handshake, pings, all/],
    ['option: optOut, equals: true', "option: optOut, equals: true, hold: 'global:acme()'", /expected either option \(with equals\) or hold/],
    [`    examples: ["import acme from 'acme-js';"]\n`, '', /expected at least one example/],
  ])('%s → %s', (from, to, line) => {
    const found = problems(vendor({ [from]: to }));
    expect(
      found.some((problem) => line.test(problem)),
      found.join('\n'),
    ).toBe(true);
  });

  it('syntax that is broken, tags, and aliases without end', () => {
    expect(problems({ name: 'sdk-catalog/vendors/x.yaml', text: 'id: [a' })[0]).toMatch(/^sdk-catalog\/vendors\/x\.yaml:1: /);
    expect(problems(vendor({ 'name: Acme\nchecked': 'name: !!str Acme\nchecked' }))[0]).toMatch(/:2: name: expected no tag/);
    const bomb = `id: x\nname: x\nchecked: 2026-01-01\nentities: {}\nsources: &a { x: 1 }\nproducts: [${'*a, '.repeat(300)}]\n`;
    expect(problems({ name: 'sdk-catalog/vendors/x.yaml', text: bomb }).some((problem) => /expected at most 200 aliases/.test(problem))).toBe(true);
  });

  it('all problems of all files are told', () => {
    const found = problems(
      vendor({ 'role: init': 'role: begin', 'residue: none': 'residue: some' }),
      vendor({ 'category: analytics': 'category: spying' }, 'other'),
    );
    expect(found.map((problem) => problem.split(':')[0])).toEqual([
      'sdk-catalog/vendors/acme.yaml',
      'sdk-catalog/vendors/acme.yaml',
      'sdk-catalog/vendors/other.yaml',
    ]);
  });
});

describe('two products', () => {
  const shared = { "'npm:other-js#default.track()'": "'npm:acme-js#default.track()'" };

  it('may not claim the same path, host or id', () => {
    expect(problems(vendor(), vendor(shared, 'other'))[0]).toMatch(/other\.yaml:19: .*expected path "npm:acme-js#default\.track\(\)" once, or `over:`/);
    expect(problems(vendor(), vendor({ 'host: api.other.example': 'host: api.acme.example' }, 'other'))[0]).toMatch(/expected host "api\.acme\.example" once/);
    expect(problems(vendor(), vendor({ '- id: other': '- id: acme' }, 'other'))[0]).toMatch(/expected one product of that id/);
  });

  it('may if one of them says that it wins', () => {
    const catalog = compile(vendor(), vendor({ ...shared, "data: ['arg(0)'] }": "data: ['arg(0)'], over: acme }" }, 'other'));
    expect(catalog.products.acme?.touches.map((touch) => touch.path)).not.toContain('npm:acme-js#default.track()');
    expect(catalog.products.other?.touches.map((touch) => touch.path)).toContain('npm:acme-js#default.track()');
  });
});

describe('braces', () => {
  it.each([
    ['npm:{a,b}#{x,y}()', ['npm:a#x()', 'npm:a#y()', 'npm:b#x()', 'npm:b#y()']],
    ['global:f()[arg(0)~"^a{2}$"]', ['global:f()[arg(0)~"^a{2}$"]']],
    ['npm:a#b', ['npm:a#b']],
  ])('%s', (path, family) => expect(expandBraces(path)).toEqual(family));

  it.each(['npm:{a', 'npm:a}', 'npm:{}', 'npm:{a,{b,c}}'])('%s is refused', (path) => expect(expandBraces(path)).toBeUndefined());
});

describe('an access path', () => {
  it.each([
    'npm:openai#default.new().chat.completions.create()',
    'npm:@stripe/stripe-js',
    'npm:posthog-js/react#PostHogProvider<>',
    'global:fbq()[arg(0)="init"]',
    'global:_hmt.push()[arg(0)[0]="_trackPageview"]',
    'global:gtag()[arg(0)="consent"][arg(2).ad_storage!="denied"]',
    'global:OptanonWrapper=',
    'url:*.disqus.com/embed.js',
    'url:esm.sh/openai#default',
    'type:npm:openai#OpenAI.chat.completions.create()',
    'npm:react-cookie-consent#default<>.prop(onAccept)',
    'global:__tcfapi()[arg(0)="addEventListener"].arg(2).param(0).purpose.consents',
  ])('%s is well formed', (path) => expect(pathFault(path)).toBeUndefined());

  it.each(['openai.create()', 'npm:openai#', 'npm:openai#x.create(', 'global:', 'global:f()[arg(x)="a"]', 'global:f()[arg(0)=a]', 'npm:a#b c', 'url:'])(
    '%s is not',
    (path) => {
      expect(pathFault(path)).toBeDefined();
    },
  );
});
