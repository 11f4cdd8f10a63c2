import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileAll } from '../../src/catalogs/load.js';
import { withOwn } from '../../src/catalogs/own.js';

const catalogs = compileAll(fileURLToPath(new URL('../../', import.meta.url)));
if ('problems' in catalogs) throw new Error(catalogs.problems.join('\n'));
const { sdk } = catalogs;

const ADDITION = `id: acme-relay
name: Acme
checked: 2026-11-24
entities: { acme-gmbh: { name: Acme GmbH, seat: DE } }
products:
  - id: sentry
    extends: our relay stands in Frankfurt
    sources: [memory]
    hosts: [{ host: errors.acme.example, places: { storage: DE } }]
    endpoint: { options: [relay], default: errors.acme.example }
    touches: [{ role: send, path: 'npm:@acme/errors#report()', data: [arg(0)] }]
`;
const add = (text: string) => withOwn(sdk, [], [{ name: 'acme.yaml', text }]);
const faults = (text: string) => {
  const added = add(text);
  return added.kind === 'problems' ? added.problems : [];
};

describe('an entry of a project that extends a shipped product', () => {
  it('adds its hosts, options and calls, and leaves the rest as it was', () => {
    const added = add(ADDITION);
    if (added.kind === 'problems') throw new Error(added.problems.join('\n'));
    const [before, after] = [sdk.products['sentry'], added.catalog.products['sentry']];
    expect(after?.endpoint.options).toEqual(['relay', ...(before?.endpoint.options ?? [])]);
    expect(after?.endpoint.default).toBe('errors.acme.example');
    expect(after?.endpoint.env).toEqual(before?.endpoint.env);
    expect(after?.touches.map(({ path }) => path)).toEqual(['npm:@acme/errors#report()', ...(before?.touches ?? []).map(({ path }) => path)]);
    expect({ name: after?.name, category: after?.category, switches: after?.switches, data: after?.data }).toEqual({
      name: before?.name,
      category: before?.category,
      switches: before?.switches,
      data: before?.data,
    });
    const hostsOf = (hosts: typeof sdk.hosts) => hosts.filter(({ product }) => product === 'sentry').map(({ host, entity }) => `${host} ${entity}`);
    expect(hostsOf(added.catalog.hosts)).toEqual([...hostsOf(sdk.hosts), 'errors.acme.example acme-gmbh']);
  });

  it('is told with the reason, and with the facts that are its word', () => {
    const added = withOwn(sdk, [], [{ name: 'app/catalogs/acme.yaml', text: ADDITION }], 'app');
    expect(added.kind === 'catalog' ? added.catalog.own : []).toEqual([
      {
        file: 'catalogs/acme.yaml',
        id: 'sentry',
        how: 'extended',
        reason: 'our relay stands in Frankfurt',
        paths: ['npm:@acme/errors#report()'],
        packages: [],
        receivers: [{ entity: 'Acme GmbH' }],
        routes: true,
        switches: false,
      },
    ]);
    const outside = withOwn(sdk, [], [{ name: '../acme.yaml', text: ADDITION }], 'app');
    expect(outside.kind === 'catalog' ? outside.catalog.own?.[0]?.file : '').toBe('../acme.yaml');
  });

  it('must say why', () =>
    expect(faults(ADDITION.replace('extends: our relay stands in Frankfurt', "extends: ''"))[0]).toMatch(/^acme\.yaml:7: .*extends: expected text/));

  it('must name a shipped product', () =>
    expect(faults(ADDITION.replace('- id: sentry', '- id: no-such-product'))).toEqual([
      'acme.yaml:6: expected the id of a shipped product to extend, found "no-such-product"',
    ]));

  it('may not say what the product is', () =>
    expect(faults(ADDITION.replace('    hosts:', '    startCoversSend: false\n    hosts:'))[0]).toMatch(/beside extends, found startCoversSend/));

  it('may not claim what another product holds', () =>
    expect(faults(ADDITION.replaceAll('errors.acme.example', 'api.openai.com'))[0]).toMatch(/expected host "api\.openai\.com" once, or `over: openai` here/));
});
