import { funcAt, type Run } from '../flow/engine.js';
import { awaited, memberOf } from '../flow/members.js';
import { argumentAt } from '../flow/predicates.js';
import { ANYTHING, type Api, apis, join, NOTHING, type Val } from '../flow/values.js';

const LOADERS =
  /^npm:(?:next\/dynamic#default|react#(?:\*\.|default\.)?lazy|preact\/compat#lazy|(?:vue|#imports)#defineAsyncComponent|@loadable\/component#default)\(\)$/;

/** Components from outside that are loaded where they are shown: `dynamic(() => import('@acme/analytics').then((m) => m.Analytics))`. */
export function loadedBy(run: Run, api: Api): readonly Api[] {
  const site = api.steps.at(-1)?.site;
  if (site === undefined || !LOADERS.test(api.path)) return [];
  let loaded: Val = NOTHING;
  for (const loader of argumentAt(run.engine, site, 0)?.values ?? []) {
    if (loader.k !== 'fn') continue;
    for (const point of funcAt(run.engine, loader.module, loader.fn)?.flow.points ?? [])
      if (point.kind === 'return' && point.value) loaded = join(loaded, awaited(run.engine, run.value(loader.module, point.value)));
  }
  const where = { module: 0, start: 0, end: 0 };
  const isWhole = (value: Val['values'][number]) => value.k === 'object' || (value.k === 'api' && value.steps.length === 0 && value.root.endsWith('#*'));
  const whole: Val = { ...ANYTHING, any: false, values: loaded.values.filter(isWhole) };
  return [...apis(loaded).filter((one) => !isWhole(one)), ...apis(memberOf(run.engine, whole, 'default', where))];
}
