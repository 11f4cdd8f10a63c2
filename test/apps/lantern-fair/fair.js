import * as CookieConsent from 'vanilla-cookieconsent';
import { guests } from './guests.js';
import { tagManager } from './tag-manager.js';

tagManager('GTM-FAIR');
guests();

const counter = document.createElement('script');
counter.text = "var t=document.createElement('script');t.src='https://www.clarity.ms/tag/fair';document.head.appendChild(t);"; // ungated to: US microsoft-clarity
document.head.appendChild(counter);

const chat = document.createElement('script');
chat.appendChild(document.createTextNode("window.$crisp=[];var c=document.createElement('script');c.src='https://client.crisp.chat/l.js';document.head.append(c);")); // ungated
document.body.append(chat);

document.head.append(
  Object.assign(document.createElement('script'), {
    textContent: "var h=document.createElement('script');h.src='https://static.hotjar.com/c/hotjar-7.js?sv=6';document.head.append(h);", // ungated
  }),
);

function count() {
  const script = document.createElement('script');
  script.async = true;
  script.innerHTML = `
    (function (w, d, s, l, i) {
      w[l] = w[l] || [];
      var f = d.getElementsByTagName(s)[0], j = d.createElement(s);
      j.src = 'https://www.googletagmanager.com/gtag/js?id=' + i; // gated: analytics by vanilla-cookieconsent
      f.parentNode.insertBefore(j, f);
    })(window, document, 'script', 'dataLayer', 'G-FAIR');
  `;
  document.head.appendChild(script);
}

CookieConsent.run({
  categories: { necessary: { readOnly: true }, analytics: {} },
  language: { default: 'en', translations: { en: '/consent.en.json' } },
  onConsent: () => {
    if (CookieConsent.acceptedCategory('analytics')) count();
  },
});

// What is said of the fair to search engines is data, whenever its type is set.
const about = document.createElement('script');
about.textContent = '{"@type":"Event","url":t("https://www.clarity.ms/tag/x")}'; // none
about.type = 'application/ld+json';
document.head.append(about);
const places = document.createElement('script');
places.setAttribute('type', 'application/json');
places.text = "fetch('https://api.openai.com/v1/models')"; // none
document.head.append(places);
// A type that is set again may be one that runs.
const later = document.createElement('script');
later.type = 'text/plain';
later.text = "fetch('https://api.openai.com/v1/models')"; // ungated
later.type = 'text/javascript';
document.head.append(later);
// Text of what is no script is not run.
const note = document.createElement('p');
note.textContent = "fetch('https://api.openai.com/v1/models')"; // none
