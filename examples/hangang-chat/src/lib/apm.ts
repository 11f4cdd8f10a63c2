/** Page speed and failed requests. The script itself is in index.html, so that it also sees the first paint. */
export function startApm(): void {
  window.apmPlus('init', { aid: 675310, token: '0d6c2f7e5f1b4a0aa6c1d2f7d1c9b3e4', env: 'production', release: '1.4.2' });
  window.apmPlus('start');
}
