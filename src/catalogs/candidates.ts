import type { ConsentCatalog } from '../model/consent.js';
import type { SdkCatalog } from '../model/sdk.js';

/** A package that a project uses, as its manifests and imports name it. */
export interface SeenPackage {
  /** `npm`, `maven`, `cocoapods`, … */
  readonly type: string;
  /** As the ecosystem writes it: `@scope/name`, `group:artifact`. */
  readonly name: string;
  /** What the installed package says of itself, where it is to be had. */
  readonly about?: { readonly description: string; readonly keywords: readonly string[]; readonly dependencies: readonly string[] };
}

/** A package that is likely to send data and that the catalogs do not know. */
export interface Candidate<T extends SeenPackage> {
  readonly seen: T;
  /** Why it is thought to talk to the network, the strongest reason first. */
  readonly reasons: readonly string[];
  readonly weight: number;
}

/**
 * Of the packages seen those that talk to the network by their nature and that neither catalog knows, the likeliest first. It is told by
 * names and by what packages say of themselves: nothing is asked of anybody.
 */
export function candidates<T extends SeenPackage>(seen: readonly T[], sdk: SdkCatalog, consent: ConsentCatalog): readonly Candidate<T>[] {
  const known = knownNames(sdk, consent);
  const families = familiesOf(sdk);
  return seen
    .filter(({ type, name }) => !known.has(`${type} ${name}`) && !isTool(name))
    .map((one) => {
      const reasons = reasonsOf(one, families);
      return { seen: one, reasons: reasons.map(({ text }) => text), weight: reasons.reduce((sum, { weight }) => sum + weight, 0) };
    })
    .filter(({ weight }) => weight >= ENOUGH)
    .sort((a, b) => b.weight - a.weight || (a.seen.name < b.seen.name ? -1 : 1));
}

interface Reason {
  readonly text: string;
  readonly weight: number;
}

/** One strong reason or two weak ones. */
const ENOUGH = 2;

/** What builds, checks or tests an app and does not go out with it. */
const TOOL =
  /(?:^|[@/:._-])(?:types|eslint|tslint|stylelint|prettier|babel|webpack|vite|rollup|esbuild|postcss|jest|vitest|mocha|chai|karma|cypress|playwright|storybook|testing|test|tests|mock|mocks|lint|loader|codegen|cli|config|tsconfig|polyfill|icons?|fonts?|locales?)(?=$|[/:._-])/;

/** What packages are called that exist to send something somewhere. */
const NATURES: readonly (readonly [what: string, names: RegExp, weight: number])[] = [
  ['analytics', /analytics|telemetry|tracking|tracker|metrica|metrika|mixpanel|segment|amplitude|pixel|gtag|gtm|tagmanager|tag-manager|heatmap|attribution/, 2],
  ['advertising', /(?:^|[-_/.:@])(?:ads?|admob|adsdk|adserver|advert\w*|mediation)(?=$|[-_/.:])/, 2],
  [
    'crash reports or monitoring',
    /crash|bugreport|bug-report|error-?reporting|(?:^|[-_/.:])(?:apm|rum)(?=$|[-_/.:])|sentry|monitoring|observability|session-?replay/,
    2,
  ],
  [
    'a language model or other AI service',
    /openai|anthropic|gemini|(?:^|[-_/.:])(?:llm|gpt|ai)(?=$|[-_/.:])|chatgpt|speech-?to-?text|text-?to-?speech|translate-api|translation-api/,
    2,
  ],
  ['messages or push', /push-?notif\w*|(?:^|[-_/.:])(?:push|sms|mailer|messaging|livechat|live-chat|intercom|chat-sdk)(?=$|[-_/.:])/, 2],
  ['payments', /(?:^|[-_/.:])(?:payments?|checkout|billing|pay)(?=$|[-_/.:])|(?:pay|payment)s?-?sdk/, 2],
  ['maps or places', /(?:^|[-_/.:])(?:maps?|places|geocod\w*|geolocation-api)(?=$|[-_/.:])/, 1],
  ['sign-in', /(?:^|[-_/.:])(?:oauth|login|signin|sign-in|auth-sdk|sso)(?=$|[-_/.:])|captcha|turnstile/, 1],
  ['a service that somebody runs', /(?:^|[-_/.:])(?:sdk|api-client|apiclient|client-sdk|cloud|saas|cdn|web-sdk|js-sdk|node-sdk)(?=$|[-_/.:])|sdk$/, 2],
  ['an interface that somebody offers', /(?:^|[-_/.:])(?:api|client|rest|graphql-client)$/, 1],
];

/** Libraries by which a package opens connections. */
const CARRIERS =
  /^(?:axios|got|ky|node-fetch|cross-fetch|isomorphic-fetch|isomorphic-unfetch|undici|superagent|request|needle|ofetch|ws|socket\.io-client|@grpc\/grpc-js|mqtt|form-data)$/;

function reasonsOf({ type, name, about }: SeenPackage, families: ReadonlyMap<string, string>): readonly Reason[] {
  const lower = name.toLowerCase();
  const family = familyOf(type, name);
  const vendor = family === undefined ? undefined : families.get(`${type} ${family}`);
  const said = about === undefined ? '' : `${about.description} ${about.keywords.join(' ')}`.toLowerCase();
  const carriers = about?.dependencies.filter((one) => CARRIERS.test(one)) ?? [];
  return [
    ...(vendor === undefined ? [] : [{ text: `of the same family as packages of ${vendor}`, weight: 2 }]),
    ...NATURES.flatMap(([what, names, weight]) => (names.test(lower) ? [{ text: `its name speaks of ${what}`, weight }] : [])),
    ...(/\b(?:sdk|api client|client for|analytics|tracking|telemetry)\b/.test(said) ? [{ text: 'it calls itself a client or an SDK', weight: 1 }] : []),
    ...(carriers.length > 0 ? [{ text: `it is made with ${carriers.slice(0, 3).join(', ')}`, weight: 1 }] : []),
  ];
}

function isTool(name: string): boolean {
  return TOOL.test(name.toLowerCase());
}

/** A scope, a group or a path that one vendor has: `@datadog`, `com.adjust`, `github.com/getsentry`. */
function familyOf(type: string, name: string): string | undefined {
  if (type === 'npm') return /^@[^/]+(?=\/)/.exec(name)?.[0];
  if (type === 'maven') return /^[^:/]+/.exec(name)?.[0];
  return /^(.+)\/[^/]+$/.exec(name)?.[1];
}

/** Families all of whose known packages belong to one vendor: whose they are. */
function familiesOf(sdk: SdkCatalog): ReadonlyMap<string, string> {
  const vendors = new Map<string, Set<string>>();
  for (const { vendor, packages } of Object.values(sdk.products)) {
    for (const purl of packages) {
      const { type, name } = parted(purl);
      const family = familyOf(type, name);
      if (family !== undefined) vendors.set(`${type} ${family}`, (vendors.get(`${type} ${family}`) ?? new Set()).add(vendor));
    }
  }
  const named = new Map(sdk.vendors.map(({ id, name }) => [id, name]));
  return new Map([...vendors].flatMap(([family, [only, ...others]]) => (only === undefined || others.length > 0 ? [] : [[family, named.get(only) ?? only]])));
}

function knownNames(sdk: SdkCatalog, consent: ConsentCatalog): ReadonlySet<string> {
  const paths = [
    ...Object.values(sdk.products).flatMap(({ touches }) => touches),
    ...consent.reads,
    ...consent.reactions,
    ...consent.prompts,
    ...consent.constants,
  ].flatMap(({ path }) => /^(?:type:)?npm:((?:@[^/#]+\/)?[^/#]+)/.exec(path)?.[1] ?? []);
  const purls = Object.values(sdk.products).flatMap(({ packages }) => packages.map(parted));
  const starts = (sdk.selfStarts ?? []).flatMap(({ when }) => when.flatMap((one) => (typeof one === 'string' ? [parted(one)] : [])));
  return new Set([...paths.map((name) => `npm ${name}`), ...[...purls, ...starts].map(({ type, name }) => `${type} ${name}`)]);
}

/** `pkg:npm/%40scope/name@1.0.0` → type and name, without version. */
export function parted(purl: string): { readonly type: string; readonly name: string } {
  const [, type = '', path = ''] = /^pkg:([^/]+)\/([^?#]*)/.exec(purl.replace('/@', '/%40')) ?? [];
  const name = decodeURIComponent(path.replace(/@[^/@]*$/, ''));
  return { type, name: type === 'maven' ? name.replace('/', ':') : name };
}
