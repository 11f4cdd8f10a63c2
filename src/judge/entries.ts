import type { OwnEntry } from '../model/sdk.js';
import type { JudgedUsage, Recipient } from '../model/usage.js';

/** Usages with the entries of the project's own on which they rest: by which they were found, or their recipient or switch known. */
export function withEntries(usages: readonly JudgedUsage[], own: readonly OwnEntry[]): readonly JudgedUsage[] {
  if (own.length === 0) return usages;
  const known = own.map((entry) => ({ entry, names: namer(entry) }));
  return usages.map((usage) => {
    const entries = known
      .filter(({ entry, names }) => isAbout(entry, usage, names) || usage.recipients.some((recipient) => receiversOf(usage, recipient, own).includes(entry)))
      .map(({ entry: { file, id, how, reason } }) => ({ file, id, how, ...(reason === undefined ? {} : { reason }) }));
    return entries.length === 0 ? usage : { ...usage, entries };
  });
}

/** All of a product of the project's own is its entry's word. Of one that it only adds to, what it adds. */
function isAbout(entry: OwnEntry, { product, callee, verdict }: JudgedUsage, names: (callee: string) => boolean): boolean {
  if (product !== entry.id) return false;
  if (entry.how !== 'extended' || entry.routes) return true;
  const isHeld = verdict.kind === 'withheld' || verdict.residue !== undefined || verdict.defect === 'still-sends';
  return (entry.switches && isHeld) || (callee !== undefined && names(callee));
}

/** Entries that say who stands behind this recipient. Several may name one company; that of the product itself comes before others. */
function receiversOf({ product }: JudgedUsage, recipient: Recipient, own: readonly OwnEntry[]): readonly OwnEntry[] {
  const naming = own.filter((entry) => isReceiver(entry, recipient));
  const nearest = naming.filter(({ id }) => id === product);
  return nearest.length > 0 ? nearest : naming;
}

/** Where a shipped entity has the same name, the places tell them apart. */
function isReceiver({ receivers }: OwnEntry, { entity, places }: Recipient): boolean {
  return receivers.some(
    (one) =>
      one.entity === entity &&
      (one.places === undefined || (one.places.length > 0 && one.places.every(({ country, basis }) => hasPlace(places, country, basis)))),
  );
}

function hasPlace(places: Recipient['places'], country: string, basis: string): boolean {
  return places.some((place) => place.basis === basis && (country === '{region}' || place.country === country));
}

/** Does an entry name what is called? A path that says more than names (a type, a plugin) may be meant by any call. */
function namer({ paths, packages }: OwnEntry): (callee: string) => boolean {
  if (paths.some((path) => /^type:|\.given\(|^global:\*/.test(path))) return () => true;
  const purls = new Set(packages.flatMap((purl) => [purl, purl.replace('pkg:npm/', 'npm:')]));
  const patterns = paths.map(
    (path) =>
      new RegExp(
        `^${path
          .replace(/\[(?:\[\d\]|"(?:[^"\\]|\\.)*"|[^[\]"])*\]/g, '')
          .split('*')
          .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
          .join('[^.()]+')}${path.startsWith('url:') ? '' : '(?:\\(\\)|<>)?$'}`,
      ),
  );
  return (callee) => purls.has(callee) || patterns.some((pattern) => pattern.test(callee));
}
