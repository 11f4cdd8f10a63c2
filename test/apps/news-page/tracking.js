// Cookiebot calls this after every choice, so the choice has to be looked at.
window.addEventListener('CookiebotOnConsentReady', function () {
  if (!statisticsAllowed()) return;
  add('https://www.googletagmanager.com/gtag/js?id=G-NEWS1'); // gated: analytics by cookiebot
  gtag('config', 'G-NEWS1'); // gated: analytics by cookiebot
});
