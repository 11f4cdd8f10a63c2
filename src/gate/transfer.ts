import type { Sighting } from '../model/sighting.js';
import type { TransferEvidence } from '../model/usage.js';
import type { Atom } from './atoms.js';
import type { Gate } from './index.js';

const LEVELS: readonly Exclude<TransferEvidence, 'none'>[] = ['declared', 'recorded', 'screen', 'named'];

/** How well it is shown that the gate is a consent to the transfer abroad: the strongest kind that holds by itself. */
export function transferLevel(state: Gate, holds: (fit: string, counts: (atom: Atom) => boolean) => boolean): TransferEvidence {
  if (!state.atoms.list.some((atom) => atom.transfer !== 'none')) return 'none';
  for (const level of LEVELS)
    if (state.atoms.list.some((atom) => atom.transfer === level) && holds(`transfer:${level}`, (atom) => atom.transfer === level)) return level;
  return holds('transfer:any', (atom) => atom.transfer !== 'none') ? 'named' : 'none';
}

/** A transfer consent that names countries or recipients covers only those. */
export function scopeFault(state: Gate, sighting: Sighting, atoms: readonly Atom[], level: TransferEvidence): boolean {
  if (level === 'none') return false;
  const said = atoms.filter((atom) => atom.transfer !== 'none' && (atom.text || atom.countries.length > 0));
  if (said.length === 0) return false;
  return !said.some((atom) => covers(state, sighting, atom));
}

function covers(state: Gate, sighting: Sighting, atom: Atom): boolean {
  const countries = sighting.recipients.flatMap((recipient) => recipient.countries).filter((country) => country !== 'unknown');
  if (atom.countries.length > 0 && countries.length > 0 && !countries.every((country) => atom.countries.includes(country))) return false;
  const text = ` ${squash(atom.text ?? '')} `;
  const names = namesOf(state, sighting);
  if (names.some((name) => text.includes(name))) return true;
  // Names of other vendors of the catalog: the text speaks of somebody else.
  const others = state.input.sdk.vendors.filter((vendor) => vendor.id !== sighting.vendor);
  return !others.some((vendor) => squash(vendor.name).length > 3 && text.includes(` ${squash(vendor.name)} `));
}

function namesOf(state: Gate, sighting: Sighting): string[] {
  const vendor = state.input.sdk.vendors.find((one) => one.id === sighting.vendor);
  const words = [
    vendor?.name,
    sighting.vendor,
    sighting.productName,
    sighting.product,
    ...sighting.recipients.map((recipient) => recipient.entity.split(/[\s,]/)[0]),
  ];
  return words.filter((word) => word !== undefined && word !== 'unknown' && word.length > 2).map((word) => squash(word ?? ''));
}

function squash(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
