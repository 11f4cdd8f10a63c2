import { init, track } from '@amplitude/analytics-node';
import { app, BrowserWindow, ipcMain } from 'electron';
import Store from 'electron-store';
import Mixpanel from 'mixpanel';
import { CHANNEL } from './channels';

const store = new Store({ defaults: { counting: false, ideas: true, theme: 'light' } });
init('amp_paint'); // none
const mixpanel = Mixpanel.init('mp_paint', { host: 'api.mixpanel.com' }); // none

// The page sends these behind the answer, at its start, and both ways.
ipcMain.on(CHANNEL.count, (event, name: string) => {
  mixpanel.track(name); // gated: analytics
  event.reply('paint:counted');
});
ipcMain.on(CHANNEL.saved, (event) => {
  event.sender.send('paint:kept');
  mixpanel.track('saved'); // defective: bypassed
});
ipcMain.on(CHANNEL.agreed, (_event, agreed: boolean) => {
  store.set('counting', agreed);
});
ipcMain.handle(CHANNEL.mayCount, () => store.get('counting'));

app.whenReady().then(() => {
  const window = new BrowserWindow({ webPreferences: { preload: 'preload.js' } });
  window.loadFile('src/index.html');
  window.webContents.send(CHANNEL.started);
  if (store.get('counting')) track('kept'); // gated: analytics
  if (store.get('ideas')) track('default on'); // ungated
  if (store.get('theme') === 'light') track('theme'); // ungated
});
