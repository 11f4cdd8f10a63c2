'use strict';
// What a CommonJS module exports is called by those who require it, and by nobody else.
const { app, dialog } = require('electron');
const Store = require('electron-store');
const { opened, closed: counted, printed } = require('./counts');
const begin = require('./begin');
const swaps = require('./swaps');
const parcels = require('./parcels');
const { ask } = require('./asked');

const store = new Store();
app.whenReady().then(async () => {
  if (store.get('analyticsConsent') === undefined) {
    const { response } = await dialog.showMessageBox({
      message: 'Do you agree that we send usage data?',
      buttons: ['Allow', 'No thanks'],
      cancelId: 1,
    });
    store.set('analyticsConsent', response === 0);
    if (response === 0) begin('accepted');
  }
  if (store.get('analyticsConsent')) {
    opened();
    counted();
    swaps.offered();
    swaps.Swap.start('first');
    parcels('packed');
  }
});
ask();
printed();
swaps.asked();
parcels.sent();

const { Counter, Bell, Porter } = require('./counter');
const counter = new Counter();
const bell = new Bell();
bell.rang();
const porter = new Porter();
porter.carry();
app.whenReady().then(() => {
  if (store.get('analyticsConsent')) {
    counter.agree();
    counter.begin();
    bell.ring();
  }
  counter.close();
});
