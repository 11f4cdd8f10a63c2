import { hasStatisticsConsent, hasToolsTransferConsent } from '@/consent/record';
import { loadScript } from '@/lib/load-script';

/** Page speed and failed requests. The script is fetched only now: the request for it tells Volcano Engine the address, too. */
export async function startApm(): Promise<void> {
  if (!hasToolsTransferConsent() || !hasStatisticsConsent()) return;
  await loadScript('https://apm.volccdn.com/mars-web/apmplus/web/browser.cn.js?aid=675310&globalName=apmPlus');
  window.apmPlus('init', { aid: 675310, token: '0d6c2f7e5f1b4a0aa6c1d2f7d1c9b3e4', env: 'production', release: '2.0.0' });
  window.apmPlus('start');
}
