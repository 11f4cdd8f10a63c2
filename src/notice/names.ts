import type { RegisterEntry } from '../model/declaration.js';
import type { SdkCatalog } from '../model/sdk.js';
import { BRANDS } from './brands.js';

/** What a company's legal name ends in. */
const LEGAL =
  /[\s,.]+(?:inc|incorporated|llc|l\.l\.c|ltd|limited|gmbh|co|corp|corporation|company|b\.?v|a\.?g|s\.?a|s\.?a\.?s|s\.?r\.?l|pte|pty|pbc|plc|oy|ab|a\/s|se|kk)\.?$/i;
const SEATS = /^(?:beijing|hangzhou|shanghai|shenzhen|guangzhou)\s+/i;
/** Shorter names than this are found in any text. */
const SHORTEST = 3;

/** What a text may call a recipient, and what the project's register says of it. */
export interface Called {
  readonly names: readonly string[];
  readonly entries: readonly RegisterEntry[];
}

/**
 * Names under which a text may speak of a recipient: its legal name with and without what the law adds, its brand, the product, names
 * in other scripts and of the register, and the domains of its hosts, which stand in addresses.
 */
export function calledBy(
  who: { readonly product: string; readonly productName: string; readonly vendor: string; readonly entity: string },
  register: readonly RegisterEntry[],
  sdk: SdkCatalog,
): Called {
  const vendor = sdk.vendors.find(({ id }) => id === who.vendor)?.name;
  const plain = [who.entity, bare(who.entity), who.productName.replace(/\s*\(.*\)/, ''), ...(vendor === undefined ? [] : [vendor])].filter(
    (name) => name.length >= SHORTEST,
  );
  const lower = new Set(plain.map((name) => name.toLowerCase()));
  const entries = register.filter((entry) =>
    [entry.recipient, ...entry.names].some((name) => lower.has(name.toLowerCase()) || lower.has(bare(name).toLowerCase())),
  );
  const brands = Object.entries(BRANDS).flatMap(([brand, scripts]) => (plain.some((name) => startsWithWord(name, brand)) ? scripts : []));
  const domains = sdk.hosts.filter(({ product }) => product === who.product).map(({ host }) => domainOf(host));
  const names = [...plain, ...entries.flatMap((entry) => [entry.recipient, ...entry.names]), ...brands, ...domains];
  return { names: [...new Set(names)].filter((name) => name.length >= 2), entries };
}

/** Where a text names one of them first; undefined where it names none. */
export function findName(text: string, names: readonly string[]): { readonly start: number; readonly end: number } | undefined {
  const found = patternOf(names)?.exec(text);
  return found == null ? undefined : { start: found.index, end: found.index + found[0].length };
}

/** Finds any of the names: words may be parted by blanks, hyphens or line ends, names in Latin letters stand as words. */
export function patternOf(names: readonly string[]): RegExp | undefined {
  const parts = names
    .filter((name) => name.length >= 2)
    .sort((a, b) => b.length - a.length)
    .flatMap((name) => {
      const words = name.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [];
      if (words.length === 0 || words.join('').length < 2) return [];
      const joined = words.join(String.raw`[^\p{L}\p{N}|]{0,3}`);
      if (/\p{Script=Latin}/u.test(name)) return `(?<![\\p{Script=Latin}\\p{N}])${joined}(?![\\p{Script=Latin}\\p{N}])`;
      return /^\p{Script=Hangul}/u.test(name) ? `(?<!\\p{Script=Hangul})${joined}` : joined;
    });
  return parts.length === 0 ? undefined : new RegExp(parts.join('|'), 'iu');
}

function bare(entity: string): string {
  let name = entity.trim();
  for (let cut = name.replace(LEGAL, ''); cut !== name; cut = name.replace(LEGAL, '')) name = cut;
  return name.replace(SEATS, '').replace(/\s+technology$/i, '');
}

function startsWithWord(name: string, brand: string): boolean {
  const lower = bare(name).toLowerCase();
  return lower === brand || lower.startsWith(`${brand} `);
}

/** `api-js.mixpanel.com` → `mixpanel.com` */
function domainOf(host: string): string {
  const labels = (host.split('/')[0] ?? '').split('.').filter((label) => !/[{*]/.test(label));
  const isSecond = /^(?:co|com|net|org|or|ne|go|ac)$/.test(labels.at(-2) ?? '') && (labels.at(-1) ?? '').length === 2;
  return labels.slice(isSecond ? -3 : -2).join('.');
}
