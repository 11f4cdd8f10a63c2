import { readdirSync, readFileSync } from 'node:fs';
import { compileLawCatalog } from '../../src/catalogs/law.js';
import { judge } from '../../src/judge/index.js';
import type { LawCatalog } from '../../src/model/law.js';
import type { Finding } from '../../src/model/report.js';
import type { JudgeInput } from '../../src/model/rule.js';
import type { Product } from '../../src/model/sdk.js';
import type { JudgedUsage, Recipient, Verdict } from '../../src/model/usage.js';
import { rules } from '../../src/rules/index.js';

const folder = new URL('../../law-catalog/', import.meta.url);

/** The files of the law-catalog as they are. */
export const lawFiles = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name: `law-catalog/${name}`, text: readFileSync(new URL(name, folder), 'utf8') }));

export const law: LawCatalog = (() => {
  const compiled = compileLawCatalog(lawFiles);
  if (compiled.kind === 'problems') throw new Error(compiled.problems.join('\n'));
  return compiled.catalog;
})();

export function recipient(country: string, more: Partial<Recipient> = {}): Recipient {
  return {
    entity: 'Mixpanel, Inc.',
    countries: [country],
    places: [{ country, basis: 'processing', certainty: 'stated' }],
    certainty: country === 'unknown' ? 'unknown' : 'stated',
    route: 'literal',
    because: [],
    ...more,
  };
}

export function verdict(kind: Verdict['kind'], more: Partial<Verdict> = {}): Verdict {
  return { kind, grants: [], transfer: 'none', because: [], ...more };
}

/** An analytics SDK that is started on the device, with nothing before it, unless told otherwise. */
export function usage(more: Partial<JudgedUsage> = {}): JudgedUsage {
  return {
    id: 'u1',
    product: 'mixpanel',
    productName: 'Mixpanel',
    vendor: 'mixpanel',
    category: 'product-analytics',
    touch: 'init',
    transmits: true,
    span: { file: 'src/app.ts', start: 10, end: 30 },
    recipients: [recipient('US')],
    data: [
      { category: 'device', how: 'auto', because: [] },
      { category: 'usage', how: 'auto', because: [] },
    ],
    runsOn: 'client',
    openEnded: false,
    verdict: verdict('ungated'),
    ...more,
  };
}

/** A prompt on its way from a server to an AI provider. */
export function aiCall(more: Partial<JudgedUsage> = {}): JudgedUsage {
  return usage({
    id: 'ai',
    product: 'volcano-ark',
    productName: 'Volcano Ark',
    category: 'ai-llm',
    touch: 'send',
    runsOn: 'server',
    recipients: [recipient('CN', { entity: 'Beijing Volcano Engine Technology Co., Ltd.' })],
    data: [{ category: 'prompt', how: 'argument', because: [] }],
    ...more,
  });
}

export interface Asked extends Partial<Pick<JudgeInput, 'markets' | 'asOf' | 'law' | 'declared' | 'levels' | 'manifests' | 'lineOf'>> {
  readonly product?: Partial<Product>;
}

/** A product of which only what matters is said. */
export function productWith(more: Partial<Product> = {}): Product {
  return {
    id: 'mixpanel',
    vendor: 'mixpanel',
    name: 'Mixpanel',
    category: 'product-analytics',
    packages: [],
    entity: 'mixpanel-inc',
    endpoint: { options: ['api_host'], env: [], packageDefaults: {}, values: [] },
    touches: [],
    switches: [],
    data: [],
    startCoversSend: true,
    openEnded: false,
    runsOn: ['client'],
    offers: [],
    certified: [],
    ...more,
  };
}

/** A basis for the transfer is a matter of its own; tests of it switch it on. */
const WITHOUT_BASES = { 'transfer-basis-undeclared': 'off' } as const;

export function findings(usages: readonly JudgedUsage[], asked: Asked = {}): readonly Finding[] {
  return readingOf(usages, asked).value;
}

export function readingOf(usages: readonly JudgedUsage[], { product, ...asked }: Asked) {
  const productFacts = () => (product === undefined ? undefined : productWith(product));
  return judge({ usages, markets: ['KR'], asOf: '2026-11-24', law, productFacts, levels: WITHOUT_BASES, ...asked }, rules);
}

/** `rule level MARKET` of each finding, for short claims. */
export function brief(found: readonly Finding[]): readonly string[] {
  return found.map(({ rule, level, bases }) => `${rule} ${level} ${[...new Set(bases.map((basis) => basis.market))].join('+')}`);
}
