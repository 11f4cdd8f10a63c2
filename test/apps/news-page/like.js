function like() {
  if (statisticsAllowed()) {
    gtag('event', 'like', { method: 'button' }); // gated: analytics by cookiebot
  }
  navigator.sendBeacon('https://api-js.mixpanel.com/track', JSON.stringify({ event: 'like' })); // ungated to: US mixpanel
}
