const { app, dialog } = require('electron');
const Store = require('electron-store');
const { PostHog } = require('posthog-node');

// Whether something was kept tells that the user was asked, not what the answer was.
const store = new Store({ name: 'asked' });
exports.ask = () =>
  app.whenReady().then(async () => {
    if (!store.has('countingConsent')) {
      const { response } = await dialog.showMessageBox({
        message: 'Do you agree that we send usage data?',
        buttons: ['Allow', 'No thanks'],
        cancelId: 1,
      });
      store.set('countingConsent', response === 0);
    }
    const client = new PostHog('phc_asked');
    if (store.get('countingConsent')) client.capture({ distinctId: 'desk', event: 'agreed' }); // gated: analytics
    if (store.has('countingConsent')) client.capture({ distinctId: 'desk', event: 'asked' }); // ungated
  });
