import 'https://cdn.jsdelivr.net/npm/vanilla-cookieconsent@3.0.1/dist/cookieconsent.umd.js'; // defective: after-send to: unknown jsdelivr
import { kites } from './kites.js';

CookieConsent.run({ categories: { necessary: { readOnly: true }, analytics: {} } });

document.querySelector('#list').append(...kites);

if (CookieConsent.acceptedCategory('analytics')) {
  import('https://plausible.io/js/script.js'); // gated: analytics by vanilla-cookieconsent to: DE plausible
  document.write('<script src="https://static.hotjar.com/c/hotjar-1.js"><\/script>'); // gated: analytics by vanilla-cookieconsent to: IE hotjar
}

document.querySelector('#film').innerHTML = `
  <p>${kites.length} kites in the air</p>
  <iframe src="https://www.youtube.com/embed/kite"></iframe>`; // ungated to: US youtube
