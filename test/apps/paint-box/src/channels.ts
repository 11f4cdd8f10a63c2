export const CHANNEL = {
  count: 'paint:count',
  agreed: 'paint:agreed',
  saved: 'paint:saved',
  mayCount: 'paint:may-count',
  started: 'paint:started',
} as const;
