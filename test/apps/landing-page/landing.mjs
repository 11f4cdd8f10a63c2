import * as CookieConsent from 'vanilla-cookieconsent';
import { loadScript } from './load-script.mjs';

CookieConsent.run({
  categories: { necessary: { readOnly: true }, analytics: {}, ads: {} },
  language: { default: 'en', translations: { en: '/consent.en.json' } },
  onConsent: () => {
    if (CookieConsent.acceptedCategory('analytics')) {
      loadScript('https://static.hotjar.com/c/hotjar-42.js?sv=6'); // gated: analytics by vanilla-cookieconsent
    }
    loadScript('https://connect.facebook.net/en_US/fbevents.js'); // missed: defective: answered-not-granted
  },
});

loadScript('https://www.clarity.ms/tag/soap'); // missed: ungated to: US microsoft-clarity

if (CookieConsent.acceptedCategory('necessary')) {
  loadScript('https://hm.baidu.com/hm.js?soap'); // defective: constant
}
