import type { Calling } from '../calls.js';
import { type Engine, joinElements, placeAt, siteOf } from '../engine.js';
import { memberOf } from '../members.js';
import { isEmpty, join, stepVal } from '../values.js';
import { first, type Library, type Meaning, whereOf } from './meaning.js';

/** `defineNuxtConfig({ runtimeConfig: … })`: what the configuration sets is kept for whoever asks for it. */
const setsRuntimeConfig: Meaning = (calling) => keep(calling, 'runtimeConfig', memberOf(calling.engine, first(calling), 'runtimeConfig', whereOf(calling)));

/** `defineAppConfig({ … })` */
const setsAppConfig: Meaning = (calling) => keep(calling, 'appConfig', first(calling));

function keep(calling: Calling, what: string, held: ReturnType<typeof first>): undefined {
  if (calling.effects && !isEmpty(held)) joinElements(calling.engine, placeOf(calling.engine, calling.module, what), held);
  return undefined;
}

/** What the configuration sets, or what the environment puts in its place when the app starts. */
const readsConfig =
  (what: string): Meaning =>
  (calling, called) => {
    const { elements } = placeAt(calling.engine, placeOf(calling.engine, calling.module, what));
    return isEmpty(elements) ? undefined : join(stepVal(called, '()', siteOf(calling.module, calling.index)), elements);
  };

/** One place for each app: that of the next configuration above a module. */
function placeOf({ program }: Engine, module: number, what: string): string {
  const file = program.modules[module]?.file ?? '';
  const folders = program.modules.flatMap((facts) => /^(.*?)(?:app\/)?(?:nuxt|app)\.config\.[cm]?[jt]s$/.exec(facts.file)?.[1] ?? []);
  const nearest = folders.filter((folder) => file.startsWith(folder)).reduce((a, b) => (b.length > a.length ? b : a), '');
  return `nuxt:${what}:${nearest}`;
}

export const NUXT: Library = {
  follows: [
    'npm:nuxt/config',
    'npm:@nuxt/kit',
    'npm:#imports',
    'npm:nuxt/app',
    'npm:#app',
    'npm:nitropack/runtime',
    'global:defineNuxtConfig',
    'global:defineAppConfig',
    'global:useRuntimeConfig',
    'global:useAppConfig',
  ],
  calls: [],
  patterns: [
    [/^(?:global:|npm:(?:nuxt\/config|@nuxt\/kit)#)defineNuxtConfig\(\)$/, setsRuntimeConfig],
    [/^(?:global:|npm:(?:#imports|nuxt\/app|#app)#)defineAppConfig\(\)$/, setsAppConfig],
    [/^(?:global:|npm:(?:#imports|nuxt\/app|#app|nitropack\/runtime)#)useRuntimeConfig\(\)$/, readsConfig('runtimeConfig')],
    [/^(?:global:|npm:(?:#imports|nuxt\/app|#app)#)useAppConfig\(\)$/, readsConfig('appConfig')],
  ],
};
