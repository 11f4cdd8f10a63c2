export type Choice = 'undecided' | 'refused' | 'granted';

/** What is held fixed in one run of a program. */
export interface World {
  readonly choice: Choice;
  /** `fresh`: the user chooses while the app runs; `returning`: chose in an earlier session, whose storage is still there. */
  readonly session: 'fresh' | 'returning';
  /** What the user chose for advertising, where that is another choice. */
  readonly others: Choice;
  /** One bit for each thing that has nothing to do with consent; the last makes reads fail. */
  readonly flags: number;
}

/** Things that are as they are whatever the user chose, each a bit of `flags`. */
export const FREE = ['query', 'online', 'env', 'dice', 'region', 'remote', 'slow', 'fails'] as const;

/** What the user can do on a screen, by what stands on it. The generator uses these texts and no others. */
export const ACCEPTING: readonly string[] = [
  'Accept analytics',
  'Allow analytics',
  'I agree to analytics',
  '분석 동의',
  'accept-analytics',
  'btn-allow-analytics',
  'Accept all cookies',
];
export const REJECTING: readonly string[] = [
  'Reject analytics',
  'Decline analytics',
  '분석 거부',
  'reject-analytics',
  'btn-decline-analytics',
  'Reject all cookies',
];
export const NEUTRAL: readonly string[] = ['Next', 'Open menu', 'open-menu', 'next-page', 'Close', 'close-banner', 'Search'];
export const BOXES: readonly string[] = ['I agree to analytics cookies', 'analytics-consent-box'];

export function nameOf(world: World): string {
  const set = FREE.filter((_, bit) => (world.flags >> bit) & 1);
  return `${world.choice}, ${world.session}${world.others === world.choice ? '' : `, advertising ${world.others}`}${set.length > 0 ? `, with ${set.join('+')}` : ''}`;
}
