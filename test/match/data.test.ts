import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { lint } from '../../src/lint.js';

vi.mock('../../src/catalogs/load.js', async (original) => {
  const real = await original<typeof import('../../src/catalogs/load.js')>();
  const loaded = real.loadCatalogs();
  return { ...real, loadCatalogs: () => loaded };
});

const POSTHOG = "import posthog from 'posthog-js';\n";
const OPENAI = "import OpenAI from 'openai';\nconst client = new OpenAI({ apiKey: 'k' });\n";

/** What stands in the file, and the kinds of data that are seen to leave, sorted. */
const SEEN: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  'a property that is named for what it holds': [
    `${POSTHOG}export const f = (user) => posthog.capture('a', { email: user.email, phone: user.phoneNumber });`,
    ['email', 'phone'],
  ],
  'a person handed to identify': [
    `${POSTHOG}export function f(me) { posthog.identify(me.id, { email: me.email, name: me.displayName }); }`,
    ['email', 'name', 'user-id'],
  ],
  'a value through a constant and a template': [
    `${POSTHOG}export function f(user) { const who = \`<\${user.email}>\`; posthog.capture('a', { who }); }`,
    ['email'],
  ],
  'what callers hand to the app’s own wrapper': [
    `${POSTHOG}function track(event, details) { posthog.capture(event, details); }\nexport function f(user) { track('a', { mail: user.email }); }`,
    ['email'],
  ],
  'what a function of the program gives back': [
    `${POSTHOG}function detailsOf(user) { return { contact: user.email }; }\nexport function f(member) { posthog.capture('a', detailsOf(member)); }`,
    ['email'],
  ],
  'a field of a form, whatever the state is called': [
    `${POSTHOG}import { useState } from 'react';\nexport function F() { const [x, setX] = useState('');\n return <form onSubmit={() => posthog.capture('a', { x })}><input type="email" value={x} onChange={(e) => setX(e.target.value)} /></form>; }`,
    ['email'],
  ],
  'the box that asks for a message': [
    `${POSTHOG}import { useState } from 'react';\nexport function F() { const [draft, setDraft] = useState('');\n return <div><textarea placeholder="Ask me anything" value={draft} onChange={(e) => setDraft(e.target.value)} /><button onClick={() => posthog.capture('sent', { draft })} /></div>; }`,
    ['message'],
  ],
  'an element of the page by its id': [
    `${POSTHOG}document.querySelector('#go').addEventListener('click', () => posthog.capture('a', { v: document.querySelector('#email').value }));`,
    ['email'],
  ],
  'what goes to a model as it is goes elsewhere, too': [
    `${POSTHOG}${OPENAI}export async function f(words) { posthog.capture('asked', { words });\n return client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: words }] }); }`,
    ['prompt', 'prompt'],
  ],
  'the messages for a model': [`${OPENAI}export const f = (messages) => client.chat.completions.create({ model: 'm', messages });`, ['conversation']],
  'an address written into a prompt': [
    `${OPENAI}export const f = (customer) => client.responses.create({ model: 'm', input: 'Mail to ' + customer.emailAddress });`,
    ['email'],
  ],
  'the body of a plain request': [
    `export const f = (question) => fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', headers: { authorization: 'x' }, body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: question }] }) });`,
    ['prompt'],
  ],
  'the position of the device': [
    `${POSTHOG}navigator.geolocation.getCurrentPosition(({ coords }) => posthog.capture('here', { lat: coords.latitude, lon: coords.longitude }));`,
    ['location-precise'],
  ],
  'the address book': [
    `${POSTHOG}import * as Contacts from 'expo-contacts';\nexport async function f() { const { data } = await Contacts.getContactsAsync(); posthog.capture('book', { data }); }`,
    ['contacts'],
  ],
  'health data by its name': [`${POSTHOG}export const f = (entry) => posthog.capture('day', { bloodPressure: entry.bloodPressure });`, ['health']],
  'a picture for a model': [
    `${OPENAI}export const f = (picture) => client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: picture } }] }] });`,
    ['image'],
  ],
};

const NOT_SEEN: Readonly<Record<string, string>> = {
  'a length': `${POSTHOG}export const f = (prompt) => posthog.capture('a', { length: prompt.length, words: prompt.split(' ').length });`,
  'a yes or no': `${POSTHOG}export const f = (user) => posthog.capture('a', { email: Boolean(user.email), phone: user.phone !== undefined, hasEmail: user.hasEmail });`,
  'a hash': `${POSTHOG}import { sha256 } from './hash';\nexport const f = (user) => posthog.capture('a', { email: sha256(user.email), hashedEmail: user.hashedEmail });`,
  'a constant of that name': `${POSTHOG}const email = 'help@acme.example';\nposthog.capture('a', { email, location: 'footer', prompt: 'install' });`,
  'the address of a company': `${POSTHOG}export const f = (company) => posthog.capture('a', { a: company.email, b: company.supportEmail });`,
  'a setting of the environment': `${POSTHOG}posthog.capture('a', { email: process.env.SUPPORT_EMAIL });`,
  'the id and kind of a prompt': `${POSTHOG}export const f = (prompt) => posthog.capture('a', { id: prompt.id, promptVersion: prompt.version, kind: prompt.category });`,
  'where on the page': `${POSTHOG}posthog.capture('a', { location: window.location.pathname });`,
  'the message of an error': `${POSTHOG}export const f = (error) => posthog.capture('failed', { message: error.message });`,
  'the place of a shop': `${POSTHOG}export const f = (store) => posthog.capture('map', { lat: store.latitude, lon: store.longitude });`,
  'a language beside a prompt': `${POSTHOG}${OPENAI}export async function f(language) { posthog.capture('translated', { language }); }`,
  'a fixed text for a model': `${OPENAI}const SYSTEM = 'Be kind.';\nclient.responses.create({ model: 'm', instructions: SYSTEM, input: 'Say hello.' });`,
  'settings of a call': `${OPENAI}export const f = (model, temperature) => client.responses.create({ model, temperature, input: 'Hello' });`,
};

describe('what is seen to leave in an argument', () => {
  it.each(Object.entries(SEEN))('%s', (_, [text, kinds]) => {
    expect(seenIn(text)).toEqual(kinds);
  });
});

describe('what says nothing about a person', () => {
  it.each(Object.entries(NOT_SEEN))('%s', (_, text) => {
    expect(seenIn(text)).toEqual([]);
  });
});

describe('masks of a recorder that are taken off', () => {
  it.each([
    ['by an option of the start', `${POSTHOG}posthog.init('k', { session_recording: { maskAllInputs: false } });`, ['maskAllInputs']],
    [
      'in a part that is handed to it',
      "import * as Sentry from '@sentry/browser';\nconst parts = [Sentry.replayIntegration({ maskAllText: false })];\nSentry.init({ dsn: 'https://a@o1.ingest.sentry.io/1', integrations: parts });",
      ['maskAllText'],
    ],
    ['not where they are on', `${POSTHOG}posthog.init('k', { session_recording: { maskAllInputs: true } });`, []],
    ['not where that is decided elsewhere', `${POSTHOG}export const f = (mask) => posthog.init('k', { session_recording: { maskAllInputs: mask } });`, []],
  ])('%s', (_, text, options) => {
    const told = usagesOf({ 'src/main.tsx': text }).flatMap(({ unmasked }) => unmasked ?? []);
    expect(told.map(({ note }) => note.split(' ')[0])).toEqual(options);
  });
});

describe('where a usage runs', () => {
  const SENTRY = "import * as Sentry from '@sentry/nextjs';\nSentry.init({ dsn: 'https://a@o1.ingest.sentry.io/1' });";
  it.each([
    ['the server’s settings of an SDK', 'sentry.server.config.ts', SENTRY, 'server'],
    ['those of the edge', 'sentry.edge.config.ts', SENTRY, 'server'],
    ['those of the page', 'sentry.client.config.ts', SENTRY, 'client'],
    ['a package for servers alone', 'src/main.tsx', "import newrelic from 'newrelic';\nnewrelic.noticeError(new Error('x'));", 'server'],
    [
      'a file of server actions',
      'app/actions.tsx',
      `'use server';\n${OPENAI}export const f = (input) => client.responses.create({ model: 'm', input });`,
      'server',
    ],
  ])('%s', (_, file, text, where) => {
    expect([...new Set(usagesOf({ [file]: text }).map(({ runsOn }) => runsOn))]).toEqual([where]);
  });

  it('is told of a package that is only carried, too', () => {
    const [carried] = usagesOf({ 'package.json': '{ "dependencies": { "newrelic": "*" } }', 'src/a.ts': 'export {};' });
    expect([carried?.touch, carried?.runsOn]).toEqual(['dependency', 'server']);
  });
});

function seenIn(text: string): readonly string[] {
  const usages = usagesOf({ 'src/main.tsx': text });
  return usages.flatMap(({ data }) => data.filter(({ how, because }) => how === 'argument' && because.length > 0).map(({ category }) => category)).sort();
}

function usagesOf(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'data-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    const result = lint(root, { asOf: '2026-09-01' });
    if (result.kind === 'cannot') throw new Error(result.why);
    return result.report.usages;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
