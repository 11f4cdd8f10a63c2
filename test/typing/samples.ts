/** A small app by file name, and the calls that its types lead to: `file:line access-path`. */
export interface Sample {
  readonly files: Readonly<Record<string, string>>;
  readonly found: readonly string[];
}

const CREATE = 'npm:openai#OpenAI.new().chat.completions.create()';
const ASK = `chat.completions.create({ model: 'm', messages: [] })`;

/** What values alone do not show, and types do. */
export const FOUND: Readonly<Record<string, Sample>> = {
  'a parameter that is destructured from an interface': {
    files: {
      'src/ask.ts': `import type { OpenAI } from 'openai';
interface Deps { readonly ai: OpenAI; readonly name: string }
export async function ask({ ai }: Deps) {
  return ai.${ASK};
}`,
    },
    found: [`src/ask.ts:4 ${CREATE}`],
  },
  'a member of what a parameter holds, declared in a file that alone names the package': {
    files: {
      'src/context.ts': `import type OpenAI from 'openai';
export interface Context { clients: { ai: OpenAI | null } }`,
      'src/routes/ask.ts': `import type { Context } from '../context';
export function ask(context: Context) {
  return context.clients.ai?.${ASK};
}`,
    },
    found: ['src/routes/ask.ts:3 npm:openai#default.new().chat.completions.create()'],
  },
  'what a hook gives': {
    files: {
      'src/analytics.tsx': `import { createContext, useContext } from 'react';
import type { PostHog } from 'posthog-js';
const Analytics = createContext<PostHog | null>(null);
export function useAnalytics() { return useContext(Analytics)!; }`,
      'src/Button.tsx': `import { useAnalytics } from './analytics';
export function Button() {
  const analytics = useAnalytics();
  return <button onClick={() => analytics.capture('pressed')}>Go</button>;
}`,
    },
    found: ['src/Button.tsx:4 npm:posthog-js#default.capture()'],
  },
  'an element of a container': {
    files: {
      'src/pool.ts': `import type { OpenAI } from 'openai';
export class Pool {
  constructor(private readonly clients: Map<string, OpenAI>) {}
  ask(name: string) { return this.clients.get(name)!.${ASK}; }
  all() { return Promise.all([...this.clients.values()].map((one) => one.${ASK})); }
}`,
    },
    found: [`src/pool.ts:4 ${CREATE}`, `src/pool.ts:5 ${CREATE}`],
  },
  'a container of the app’s own': {
    files: {
      'src/lazy.ts': `export interface Lazy<T> { load(): Promise<T> }`,
      'src/ask.ts': `import type { OpenAI } from 'openai';
import type { Lazy } from './lazy';
export async function ask(lazy: Lazy<OpenAI>) {
  const ai = await lazy.load();
  return ai.${ASK};
}`,
    },
    found: [`src/ask.ts:5 ${CREATE}`],
  },
  'a field that is declared by another type’s member': {
    files: {
      'src/deps.ts': `import type { Mixpanel } from 'mixpanel-browser';
export type Deps = { tracker: Mixpanel };`,
      'src/service.ts': `import type { Deps } from './deps';
export class Service {
  declare tracker: Deps['tracker'];
  done() { this.tracker.track('done'); }
}`,
    },
    found: ['src/service.ts:4 npm:mixpanel-browser#default.track()'],
  },
  'an interface that extends an SDK’s': {
    files: {
      'src/client.ts': `import type { PostHog } from 'posthog-js';
export interface Client extends PostHog { readonly region: string }`,
      'src/use.ts': `import type { Client } from './client.js';
export const done = (client: Client) => client.capture('done');`,
    },
    found: ['src/use.ts:2 npm:posthog-js#default.capture()'],
  },
  'a type that another file hands on under another name': {
    files: {
      'src/sdk.ts': `export type { OpenAI as Model } from 'openai';`,
      'src/index.ts': `export * from './sdk';`,
      'src/ask.ts': `import type * as sdk from './index';
export const ask = (model: sdk.Model) => model.${ASK};`,
    },
    found: [`src/ask.ts:2 ${CREATE}`],
  },
  'what is said to be made by a function of the package': {
    files: {
      'src/db.ts': `import { createClient, type SupabaseClient } from '@supabase/supabase-js';
type Client = ReturnType<typeof createClient<{}>>;
export const save = (db: Client) => db.from('notes').insert({ a: 1 });
export const add = (db: SupabaseClient<{}>) => db.from('notes').insert({ a: 1 });`,
    },
    found: ['src/db.ts:3 npm:@supabase/supabase-js#createClient().from().insert()', 'src/db.ts:4 npm:@supabase/supabase-js#createClient().from().insert()'],
  },
  'a parameter of a component': {
    files: {
      'src/Ask.vue': `<template><button @click="ask">Ask</button></template>
<script setup lang="ts">
import type { OpenAI } from 'openai';
const props = defineProps<{ ai: OpenAI }>();
function ask() { props.ai.${ASK}; }
</script>`,
    },
    found: [`src/Ask.vue:5 ${CREATE}`],
  },
  'what a comment says in JavaScript': {
    files: {
      'src/ask.js': `/** @param {{ ai: import('openai').OpenAI }} deps */
export function ask(deps) {
  return deps.ai.${ASK};
}`,
    },
    found: [`src/ask.js:3 ${CREATE}`],
  },
  'a service that a framework injects': {
    files: {
      'src/app/page.ts': `import { Component, inject } from '@angular/core';
import { AngularFireAnalytics } from '@angular/fire/compat/analytics';
@Component({ selector: 'page' })
export class Page {
  private readonly analytics = inject(AngularFireAnalytics);
  open() { this.analytics.logEvent('open'); }
}`,
    },
    found: ['src/app/page.ts:6 type:npm:@angular/fire/compat/analytics#AngularFireAnalytics.logEvent()'],
  },
  'a parameter of a type parameter’s kind': {
    files: {
      'src/ask.ts': `import type { OpenAI } from 'openai';
export abstract class Worker<Client extends OpenAI> {
  abstract client(): Client;
  work() { return this.client().${ASK}; }
}`,
    },
    found: [`src/ask.ts:4 ${CREATE}`],
  },
  'the module as a whole, handed on': {
    files: {
      'src/report.ts': `import type * as Sentry from '@sentry/browser';
export const report = ({ sentry }: { sentry: typeof Sentry }, fault: Error) => sentry.captureException(fault);`,
    },
    found: ['src/report.ts:2 npm:@sentry/browser#captureException()'],
  },
};

/** What looks like it and is not. */
export const NOT_FOUND: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a class of the app’s own with the same name': {
    'src/openai.ts': `export class OpenAI { readonly chat = { completions: { create: (ask: object) => ask } }; }`,
    'src/real.ts': `import type { OpenAI } from 'openai';
export const unused = (ai: OpenAI) => ai;`,
    'src/ask.ts': `import type { OpenAI } from './openai';
export function ask({ ai }: { ai: OpenAI }) { return ai.${ASK}; }`,
  },
  'a method that the app writes in place of the SDK’s': {
    'src/client.ts': `import type { PostHog } from 'posthog-js';
export interface Quiet extends Omit<PostHog, 'capture'> { capture(name: string): void }
export const use = ({ client }: { client: Quiet }) => client.capture('done');`,
  },
  'a type that an SDK takes': {
    'src/ask.ts': `import type { ClientOptions } from 'openai';
export const ask = ({ options }: { options: ClientOptions }) => options.${ASK};`,
  },
  'a stand-in of the app’s own under the SDK’s type': {
    'src/none.ts': `import type { PostHog } from 'posthog-js';
const none: Pick<PostHog, 'capture'> = { capture: () => undefined };
none.capture('done');`,
  },
  'a test': {
    'src/ask.test.ts': `import type { OpenAI } from 'openai';
export function ask({ ai }: { ai: OpenAI }) { return ai.${ASK}; }`,
    'src/index.ts': `export const name = 'ask';`,
  },
};
