import type { ConsentCatalog } from '../model/consent.js';
import type { SdkCatalog } from '../model/sdk.js';
import type { Pattern } from './index.js';

/**
 * The texts that the catalogs ask for. `speaks` holds the ids of those that only say that a file speaks of consent: such a
 * file is parsed when an answer leads to it, not by itself.
 */
export function patternsOf(sdk: SdkCatalog, consent: ConsentCatalog): { readonly patterns: readonly Pattern[]; readonly speaks: ReadonlySet<number> } {
  const texts = new Map<string, { kind: Pattern['kind']; speaks: boolean }>();
  const add = (text: string, kind: Pattern['kind'], speaks = false) => {
    const known = texts.get(text);
    if (text.length > 1 && (!known || (known.speaks && !speaks))) texts.set(text, { kind, speaks });
  };
  for (const product of Object.values(sdk.products)) {
    for (const purl of product.packages) if (purl.startsWith('pkg:npm/')) add(decodeURIComponent(purl.slice(8)), 'package');
    for (const { path } of product.touches) addRoot(path, add);
  }
  for (const path of startSwitchesOf(sdk)) addRoot(path, add);
  for (const { host } of sdk.hosts) addHost(host, add);
  for (const mark of consent.marks) add(mark, /^[\w$]+$/.test(mark) ? 'global' : 'text', true);
  for (const read of [...consent.reads, ...consent.reactions]) addRoot(read.path, (text, kind) => add(text, kind, true));
  for (const word of consent.lexicon.consent) if (/[^\x00-\x7f]/.test(word)) add(word, 'text', true);
  for (const word of ['onsent', 'CONSENT', 'optIn', 'OptIn', 'opt_in', 'Agreed', 'agreed', 'cceptCookie', 'cceptedAnalytics', 'rackingEnabled'])
    add(word, 'text', true);
  const patterns: Pattern[] = [];
  const speaks = new Set<number>();
  for (const [text, { kind, speaks: only }] of texts) {
    if (only) speaks.add(patterns.length);
    patterns.push({ id: patterns.length, text, kind });
  }
  return { patterns, speaks };
}

/** External names that the catalogs speak of: `npm:<package>`, `global:<name>`, `event:<name>`. */
export function cataloguedNames(sdk: SdkCatalog, consent: ConsentCatalog): ReadonlySet<string> {
  const touches = Object.values(sdk.products).flatMap((product) => [
    ...product.touches.map(({ path }) => path),
    ...product.switches.flatMap((entry) => [...entry.release, entry.hold ?? '']),
    ...(product.instances ?? []).flatMap(({ also }) => also),
    ...(product.endpoint.calls ?? []).map(({ path }) => path),
  ]);
  const paths = [
    ...touches,
    ...startSwitchesOf(sdk),
    ...[...consent.reads, ...consent.reactions, ...consent.prompts, ...consent.constants].map(({ path }) => path),
  ];
  return new Set(paths.flatMap((path) => /^(?:type:)?(npm:[^#()[\]<>=]+|global:[\w$]+|event:[\w:-]+)/.exec(path)?.[1] ?? []));
}

/** Calls that let go or stop what starts by itself. */
function startSwitchesOf(sdk: SdkCatalog): readonly string[] {
  return (sdk.selfStarts ?? []).flatMap(({ release, hold }) => [...release, ...hold]);
}

function addRoot(path: string, add: (text: string, kind: Pattern['kind']) => void): void {
  const root = /^(?:type:)?(npm|global|url):([^#()[\]<>=]+)/.exec(path);
  if (!root) return;
  const name = root[2] ?? '';
  // Under any name: what it is given is looked for.
  if (name.startsWith('*.')) {
    const word = /\[arg\(0\)="([\w$]+)"\]/.exec(path)?.[1];
    if (word !== undefined) add(word, 'global');
  } else if (root[1] === 'npm') add(name, 'package');
  else if (root[1] === 'url') addHost(name, add);
  else if (!COMMON.has(name.split('.')[0] ?? '')) add(name.split('.')[0] ?? '', 'global');
  else add(name.split('.').slice(1).join('.') || name, 'global');
}

/** Names that every page uses: what follows them is what is looked for. */
const COMMON = new Set(['window', 'document', 'navigator', 'globalThis', 'self', 'analytics', 'localStorage', 'my', 'tt', 'swan']);

/** The part of a host name that is always the same: `oss-{region}.aliyuncs.com` is looked for as `aliyuncs.com`. */
function addHost(host: string, add: (text: string, kind: Pattern['kind']) => void): void {
  const name = host.split('/')[0] ?? '';
  const fixed = /([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i.exec(name.replace(/^.*[*}]\.?/, ''))?.[1];
  if (fixed) add(fixed, 'host');
}
