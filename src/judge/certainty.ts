import type { Level } from '../model/report.js';
import type { Certainty } from '../model/sdk.js';
import type { Recipient } from '../model/usage.js';

const FROM_WEAK: readonly Certainty[] = ['unknown', 'memory', 'inferred', 'observed', 'stated'];
const FROM_LIGHT: readonly Level[] = ['note', 'warning', 'error'];

/** How well it is known that this recipient gets the data in this country: as well as the weakest part of it. */
export function certaintyOf(recipient: Recipient, country: string): Certainty {
  if (country === 'unknown') return 'unknown';
  const places = recipient.places.filter((place) => place.country === country).map((place) => place.certainty);
  const place = places.length === 0 ? [] : [strongest(places)];
  return weakest([recipient.certainty, ...place, ...(takenByDefault(recipient) ? (['inferred'] as const) : [])]);
}

/** Nothing in the code named the host: the package's or the vendor's own default was taken. */
function takenByDefault(recipient: Recipient): boolean {
  return recipient.route === 'package-default' || recipient.route === 'vendor-default';
}

export function strictest(levels: readonly Level[]): Level {
  return FROM_LIGHT[Math.max(0, ...levels.map((level) => FROM_LIGHT.indexOf(level)))] ?? 'note';
}

/** The lighter of two levels. */
export function lighter(a: Level, b: Level): Level {
  return FROM_LIGHT.indexOf(a) < FROM_LIGHT.indexOf(b) ? a : b;
}

function weakest(all: readonly Certainty[]): Certainty {
  return FROM_WEAK[Math.min(...all.map((one) => FROM_WEAK.indexOf(one)))] ?? 'unknown';
}

function strongest(all: readonly Certainty[]): Certainty {
  return FROM_WEAK[Math.max(...all.map((one) => FROM_WEAK.indexOf(one)))] ?? 'unknown';
}
