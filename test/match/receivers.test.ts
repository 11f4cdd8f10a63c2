import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { lint } from '../../src/lint.js';

vi.mock('../../src/catalogs/load.js', async (original) => {
  const real = await original<typeof import('../../src/catalogs/load.js')>();
  const loaded = real.loadCatalogs();
  return { ...real, loadCatalogs: () => loaded };
});

/** What stands in the file, and each of its usages: product, touch, countries. */
const CASES: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'a URL strategy moves what the SDK sends': [
    `import { Adjust, AdjustConfig } from 'react-native-adjust';
     const config = new AdjustConfig('token', 'production');
     config.setUrlStrategy(['adjust.cn'], true, false);
     Adjust.initSdk(config);
     Adjust.trackEvent(event);`,
    ['adjust init CN', 'adjust send CN'],
  ],
  'without one it goes where the vendor says': [
    `import { Adjust, AdjustConfig } from 'react-native-adjust';
     Adjust.initSdk(new AdjustConfig('token', 'production'));`,
    ['adjust init DE'],
  ],
  'a call that hands over an address sets the receiver': [
    `import appsFlyer from 'react-native-appsflyer';
     appsFlyer.setHost('prefix', 'collector.acme.example', () => {});
     appsFlyer.initSdk({ devKey: 'x' });`,
    ['appsflyer init unknown'],
  ],
  'an address in the configuration of an app moves the product that it is for, and no other': [
    `import { initializeApp } from 'firebase/app';
     import { getDatabase, ref, set } from 'firebase/database';
     import { addDoc, collection, getFirestore } from 'firebase/firestore';
     const app = initializeApp({ databaseURL: 'https://notes.asia-southeast1.firebasedatabase.app' });
     set(ref(getDatabase(app), 'a'), { b });
     addDoc(collection(getFirestore(app), 'a'), { b });`,
    [
      'firebase-firestore init unknown',
      'firebase-database send SG',
      'firebase-database init SG',
      'firebase-firestore send unknown',
      'firebase-firestore init unknown',
    ],
  ],
  'an address of a product that the app does not use is nothing by itself': [
    `import { initializeApp } from 'firebase/app';
     import { addDoc, collection, getFirestore } from 'firebase/firestore';
     const app = initializeApp({ databaseURL: 'https://notes-default-rtdb.firebaseio.com' });
     addDoc(collection(getFirestore(app), 'a'), { b });`,
    ['firebase-firestore init unknown', 'firebase-firestore send unknown', 'firebase-firestore init unknown'],
  ],
  'a plugin that is handed to an app starts there, with the options beside it': [
    `import { createApp } from 'vue';
     import VueMatomo from 'vue-matomo';
     export function start(app) { app.use(VueMatomo, { host: 'https://acme.matomo.cloud', siteId: 1 }); }
     start(createApp({}));`,
    ['matomo init DE'],
  ],
  'the same value handed on as plain data is no plugin': [
    `import VueMatomo from 'vue-matomo';
     console.log(VueMatomo, { host: 'https://acme.matomo.cloud' });`,
    [],
  ],
  'a region that stands in the key is a receiver of its own': [
    `import { init } from '@aptabase/react-native';
     init('A-US-1234567890');`,
    ['aptabase init US'],
  ],
  'options may stand in one place or another': [
    `import { initializeDevCycle } from '@devcycle/js-client-sdk';
     const a = initializeDevCycle('key', { user_id: 'a' }, { apiProxyURL: 'https://flags.acme.example' });`,
    ['devcycle init unknown'],
  ],
  'options behind a user that cannot be read are the options': [
    `import { createInstance } from '@amplitude/analytics-browser';
     export function start(key: string, user: string | undefined) {
       createInstance().init(key, user, { defaultTracking: true });
       createInstance().init(key, user, { serverZone: 'EU' });
     }`,
    ['amplitude init US', 'amplitude init DE'],
  ],
  'an address that people read, follow or compare receives nothing': [
    `export const provider = { baseURL: 'https://api.deepseek.com', docsUrl: 'https://api.deepseek.com/docs', placeholder: 'https://api.openai.com/v1', ExampleEndpoint: 'https://api.x.ai' };
     export const kind = (host) => (host.includes('api.openai.com') || hostMatches(host, 'api.groq.com') || host === 'api.mistral.ai' ? 1 : 2);
     export function pick(host) { switch (host) { case 'api.anthropic.com': return window.open('https://api.openai.com'); } }
     function hostMatches(host, other) { return new URL(host).host === other; }`,
    ['deepseek endpoint CN'],
  ],
  'an address that may be left out leaves the vendor its own': [
    `import OpenAI from 'openai';
     const ai = new OpenAI({ baseURL: process.argv.includes('--cn') ? 'https://api.deepseek.com/v1' : undefined });
     ai.chat.completions.create({ model: 'm', messages: [] });`,
    ['openai init CN US', 'openai send CN US'],
  ],
  'so does a parameter that some call does not pass': [
    `import OpenAI from 'openai';
     class Asking {
       constructor(baseURL?: string) { this.ai = new OpenAI({ baseURL }); }
       ask(content: string) { return this.ai.chat.completions.create({ model: 'm', messages: [{ role: 'user', content }] }); }
     }
     new Asking('https://api.deepseek.com/v1').ask('a');
     new Asking().ask('b');`,
    ['openai init CN US', 'openai send CN US'],
  ],
  'a variable that is filled later, a default and what was tested before leave nothing out': [
    `import OpenAI from 'openai';
     let url;
     url = 'https://api.deepseek.com/v1';
     new OpenAI({ baseURL: url }).chat.completions.create({});
     function ask(baseURL = 'https://api.deepseek.com/v1') { new OpenAI({ baseURL }).chat.completions.create({}); }
     ask();
     ask(undefined);
     function askThere(baseURL?: string) { if (baseURL) new OpenAI({ baseURL }).chat.completions.create({}); }
     askThere('https://api.deepseek.com/v1');
     askThere();`,
    ['deepseek init CN', 'deepseek send CN', 'deepseek init CN', 'deepseek send CN', 'deepseek init CN', 'deepseek send CN'],
  ],
  'an address that is passed and cannot be read is never the default': [
    `import OpenAI from 'openai';
     export const askAt = (baseURL: string, own: boolean) => new OpenAI({ baseURL: own ? baseURL : undefined }).chat.completions.create({});`,
    ['openai init unknown', 'openai send unknown'],
  ],
};

let folder = '';
const found = new Map<string, string[]>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'receivers-'));
  // A folder each: what a call sets holds for the whole program.
  for (const [index, [code]] of Object.values(CASES).entries()) {
    const root = mkdtempSync(join(folder, `case${index}-`));
    writeFileSync(join(root, 'app.ts'), code);
    const result = lint(root, { markets: ['KR'], asOf: '2026-07-01' });
    if (result.kind === 'cannot') throw new Error(result.why);
    found.set(
      Object.keys(CASES)[index] ?? '',
      result.report.usages.map(({ product, touch, recipients }) => [product, touch, ...recipients.flatMap(({ countries }) => countries)].join(' ')),
    );
  }
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('who receives it', () => {
  it.each(Object.entries(CASES))('%s', (name, [, usages]) => {
    expect(found.get(name)).toEqual(usages);
  });
});
