function like() {
  if (statisticsAllowed()) {
    gtag('event', 'like', { method: 'button' }); // missed: gated: analytics by cookiebot
  }
  navigator.sendBeacon('https://api-js.mixpanel.com/track', JSON.stringify({ event: 'like' })); // missed: ungated to: US mixpanel
}
