import Conf from 'conf';
import { get, set, update } from 'idb-keyval';
import { JSONFilePreset } from 'lowdb/node';
import mixpanel from 'mixpanel-browser';
import { storage } from 'wxt/storage';

const conf = new Conf({ schema: { tour: { type: 'boolean', default: true }, loaf: { type: 'boolean', default: false } } });
const file = await JSONFilePreset('db.json', { crumbs: false, shelf: true });
const crust = storage.defineItem('local:crust', { fallback: false });
const oven = storage.defineItem('sync:oven', { fallback: true });

document.querySelector('#agree-to-analytics').addEventListener('click', async () => {
  await set('crumb', 'yes');
  await update('slice', () => true);
  conf.set('loaf', true);
  await file.update((data) => {
    data.crumbs = true;
  });
  await crust.setValue(true);
});
await set('knife', 'sharp');

if ((await get('crumb')) === 'yes') mixpanel.init('mp_crumb'); // gated: analytics
if (await get('slice')) mixpanel.init('mp_slice'); // gated: analytics
if (await get('knife')) mixpanel.init('mp_knife'); // ungated
get('crumb').then((crumb) => {
  if (crumb) mixpanel.init('mp_crumb_then'); // gated: analytics
});
if (conf.get('loaf')) mixpanel.init('mp_loaf'); // gated: analytics
if (conf.get('tour')) mixpanel.init('mp_tour'); // ungated
if (file.data.crumbs) mixpanel.init('mp_crumbs'); // gated: analytics
if (file.data.shelf) mixpanel.init('mp_shelf'); // ungated
if (await crust.getValue()) mixpanel.init('mp_crust'); // gated: analytics
if (await oven.getValue()) mixpanel.init('mp_oven'); // ungated
