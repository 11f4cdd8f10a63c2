import type { Manifest } from '../model/manifest.js';
import type { Gap } from '../model/place.js';
import type { Sighting } from '../model/sighting.js';

/** What an SDK collects by itself, and the names under which a privacy manifest may tell it. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  crash: ['CrashData'],
  'device-id': ['DeviceID'],
  'ad-id': ['DeviceID'],
  usage: ['ProductInteraction', 'OtherUsageData'],
  event: ['ProductInteraction', 'OtherUsageData'],
  location: ['CoarseLocation', 'PreciseLocation'],
  contact: ['Name', 'EmailAddress', 'PhoneNumber', 'PhysicalAddress', 'OtherUserContactInfo'],
};
const TRACKING: ReadonlySet<string> = new Set(['advertising', 'attribution']);
const PREFIX = 'NSPrivacyCollectedDataType';

/**
 * Compares each privacy manifest of an app with what the SDKs collect by themselves that its code and manifests use: what it
 * does not name has to stand in the manifest that the SDK brings, which cannot be seen from here.
 */
export function privacyGaps(manifests: readonly Manifest[], sightings: readonly Sighting[]): readonly Gap[] {
  const apps = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    if (manifest.format !== 'PrivacyInfo.xcprivacy') continue;
    const folder = /^(.*?)(?:^|\/)ios(?:\/|$)/.exec(manifest.file)?.[1] ?? '';
    apps.set(folder, [...(apps.get(folder) ?? []), manifest]);
  }
  return [...apps].flatMap(([folder, own]) => compare(folder, own, sightings));
}

/** Extensions of an app have privacy manifests of their own: what one of them names is named. The gaps stand at the app's. */
function compare(folder: string, manifests: readonly Manifest[], sightings: readonly Sighting[]): readonly Gap[] {
  const [manifest] = [...manifests].sort((a, b) => a.file.split('/').length - b.file.split('/').length || (a.file < b.file ? -1 : 1));
  if (manifest === undefined) return [];
  const told = manifests.flatMap(({ declarations }) => declarations).filter(({ key }) => key.endsWith(`.${PREFIX}`));
  const named = new Set(told.map(({ value }) => (value.startsWith(PREFIX) ? value.slice(PREFIX.length) : value)));
  const gap = (why: string, at = 0): Gap => ({ stage: 'match', file: manifest.file, at, why });
  const products = new Map(
    sightings
      .filter(({ transmits, runsOn, span }) => transmits && runsOn !== 'server' && (folder === '' || span.file.startsWith(`${folder}/`)))
      .map((sighting) => [sighting.product, sighting]),
  );
  const unnamed = [...products.values()].flatMap((sighting) => {
    const missing = sighting.data.filter(({ category, how }) => how === 'auto' && TYPES[category] && !TYPES[category].some((type) => named.has(type)));
    const types = [...new Set(missing.map(({ category }) => TYPES[category]?.[0]))];
    return types.length === 0
      ? []
      : [gap(`does not name ${types.join(', ')}, which ${sighting.productName} collects: it has to stand in that SDK’s own manifest`)];
  });
  const denied = manifest.declarations.find(({ key, value }) => key === 'NSPrivacyTracking' && value === 'false');
  const tracker = [...products.values()].find(({ category }) => TRACKING.has(category));
  if (denied === undefined || tracker === undefined) return unnamed;
  return [...unnamed, gap(`says that nothing is used for tracking, and ${tracker.productName} is used here`, denied.span.start)];
}
