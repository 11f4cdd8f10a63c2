import { indexHosts, whose } from './match/hosts.js';
import type { ConsentCatalog } from './model/consent.js';
import type { HostFact, PlaceFact, Product, SdkCatalog, Touch } from './model/sdk.js';

/** What the catalogs make of a host, a package or an access path. */
export interface Explanation {
  readonly asked: string;
  readonly as: 'host' | 'package' | 'path' | 'nothing';
  readonly hosts: readonly HostAnswer[];
  readonly products: readonly Product[];
  readonly touches: readonly Touch[];
  /** What the path means for consent: the platform, and whether it reads an answer, reacts to one or asks. */
  readonly consents: readonly { readonly api: string; readonly path: string; readonly does: 'reads' | 'reacts' | 'asks' }[];
}

export interface HostAnswer {
  readonly fact: HostFact;
  readonly places: readonly PlaceFact[];
  readonly region?: string;
}

/**
 * Looks a text up as the pipeline would: `api.openai.com` or a whole address, `openai` or `pkg:npm/openai`, `npm:openai#default.new()`
 * or `global:gtag()`. A path is found with and without its predicates, and by its beginning.
 */
export function explain(text: string, sdk: SdkCatalog, consent: ConsentCatalog): Explanation {
  const nothing: Explanation = { asked: text, as: 'nothing', hosts: [], products: [], touches: [], consents: [] };
  if (/^(?:npm:[^#]+#|global:|url:|type:|event:)/.test(text)) return byPath(nothing, sdk, consent);
  const name = text.replace(/^(?:npm:|pkg:npm\/)/, '').replace(/^%40/, '@');
  const packages = name === text && !/^pkg:/.test(text) ? byHost(nothing, sdk) : nothing;
  return packages.as === 'host' ? packages : byPackage(nothing, name, sdk, consent);
}

function byHost(nothing: Explanation, sdk: SdkCatalog): Explanation {
  const address = whose(indexHosts(sdk), nothing.asked);
  if (address?.kind !== 'known') return nothing;
  const { fact, places, region } = address.match;
  const product = sdk.products[fact.product];
  return {
    ...nothing,
    as: 'host',
    hosts: [{ fact, places, ...(region === undefined ? {} : { region }) }],
    products: product === undefined ? [] : [product],
  };
}

function byPackage(nothing: Explanation, name: string, sdk: SdkCatalog, consent: ConsentCatalog): Explanation {
  const isOf = (path: string) => new RegExp(`^(?:type:)?npm:${escaped(name)}(?=[/#]|$)`).test(path);
  const purls = [name, `pkg:npm/${name}`, `pkg:npm/${name.replace(/^@/, '%40')}`];
  const all = Object.values(sdk.products);
  const touches = all.flatMap((product) => product.touches.filter(({ path }) => isOf(path)));
  const products = all.filter(({ id, packages }) => packages.some((purl) => purls.includes(purl)) || touches.some(({ product }) => product === id));
  const consents = consentApis(consent).filter(({ path }) => isOf(path));
  return products.length === 0 && consents.length === 0 ? nothing : { ...nothing, as: 'package', products, touches, consents };
}

function byPath(nothing: Explanation, sdk: SdkCatalog, consent: ConsentCatalog): Explanation {
  const { asked } = nothing;
  const isMeant = (path: string) => path === asked || bare(path) === asked || (path.startsWith(asked) && /^[.([<=]/.test(path.slice(asked.length)));
  const touches = Object.values(sdk.products).flatMap((product) => product.touches.filter(({ path }) => isMeant(path)));
  const exact = touches.filter(({ path }) => path === asked || bare(path) === asked);
  const shown = exact.length > 0 ? exact : touches;
  const consents = consentApis(consent).filter(({ path }) => isMeant(path));
  const products = [...new Set(shown.map(({ product }) => product))].flatMap((id) => sdk.products[id] ?? []);
  return shown.length === 0 && consents.length === 0 ? nothing : { ...nothing, as: 'path', products, touches: shown, consents };
}

function consentApis(consent: ConsentCatalog): Explanation['consents'] {
  return [
    ...consent.reads.map(({ api, path }) => ({ api, path, does: 'reads' as const })),
    ...consent.reactions.map(({ api, path }) => ({ api, path, does: 'reacts' as const })),
    ...consent.prompts.map(({ api, path }) => ({ api, path, does: 'asks' as const })),
  ];
}

function bare(path: string): string {
  return path.replace(/\[arg\(\d\)(?:\[\d\]|\.[\w$.]+)?(?:=|~|!=)"(?:[^"\\]|\\.)*"\]/g, '');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
