import type { Binding } from '../model/declaration.js';
import type { SdkCatalog } from '../model/sdk.js';

/** The sdk-catalog with the hosts for which the project says who stands behind them. What the project says of a host comes first. */
export function withBindings(sdk: SdkCatalog, bindings: readonly Binding[]): SdkCatalog {
  if (bindings.length === 0) return sdk;
  const bound = new Set(bindings.map(({ name }) => name));
  const named = bindings.map((binding) => ({ ...binding, id: `bound-${slug(binding.recipient)}` }));
  return {
    ...sdk,
    vendors: [...sdk.vendors, ...named.map(({ id, recipient }) => ({ id, name: recipient, checked: sdk.asOf }))],
    entities: { ...sdk.entities, ...Object.fromEntries(named.map(({ id, recipient, country }) => [id, { id, name: recipient, country }])) },
    products: {
      ...sdk.products,
      ...Object.fromEntries(
        named.map(({ id, recipient, name }) => [
          id,
          {
            id,
            vendor: id,
            name: recipient,
            // What it does is not said; this is the kind that assumes least.
            category: 'cloud',
            packages: [],
            entity: id,
            endpoint: { options: [], env: [], default: name, packageDefaults: {}, values: [] },
            touches: [],
            switches: [],
            data: [],
            startCoversSend: false,
            openEnded: false,
            offers: [],
            certified: [],
            runsOn: ['client', 'server'],
          } as const,
        ]),
      ),
    },
    hosts: [
      ...sdk.hosts.filter(({ host }) => !bound.has(host)),
      ...named.map(({ id, name, country }) => ({
        host: name,
        product: id,
        entity: id,
        places: [{ country, basis: 'processing', certainty: 'stated' } as const],
        serves: 'api' as const,
      })),
    ],
  };
}

function slug(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
