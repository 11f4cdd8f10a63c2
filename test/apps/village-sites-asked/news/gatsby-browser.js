exports.onClientEntry = () => {
  window.addEventListener('CookiebotOnAccept', () => {
    if (!window.Cookiebot.consent.statistics) return;
    const script = document.createElement('script');
    script.src = 'https://www.googletagmanager.com/gtag/js?id=G-1'; // gated: any by cookiebot to: US google-analytics
    document.head.appendChild(script);
  });
};
