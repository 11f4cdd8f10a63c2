import { type Api, rootApi, step, type Val } from '../flow/values.js';
import type { Evidence } from '../model/place.js';
import type { TypedCall } from '../model/typed-call.js';

/** What declared types say of calls whose values say nothing. */
export interface ByType {
  /** What is called at a place of a file. */
  readonly apisAt: (file: string, call: { readonly start: number; readonly end: number }) => readonly Api[];
  /** Where the type is written by which it is known. Undefined for what is known by its value. */
  readonly becauseOf: (api: Api) => Evidence | undefined;
}

/** Makes the calls that types lead to ready to be asked for. */
export function byType(calls: readonly TypedCall[]): ByType {
  const at = new Map<string, Api[]>();
  const because = new Map<Api, Evidence>();
  for (const call of calls) {
    const key = `${call.span.file}\n${call.span.start}\n${call.span.end}`;
    const api = apiOf(call.path);
    if (api === undefined) continue;
    because.set(api, call.because);
    at.set(key, [...(at.get(key) ?? []), api]);
  }
  return { apisAt: (file, { start, end }) => at.get(`${file}\n${start}\n${end}`) ?? [], becauseOf: (api) => because.get(api) };
}

/** Holds if a value leaves room for another one: what is known to be a function of the program is no SDK's, whatever its type says. */
export function leavesRoom({ values, any }: Val): boolean {
  return any || !values.some(({ k }) => k === 'fn' || k === 'class' || k === 'native');
}

/** `npm:openai#OpenAI.new().chat` as a value, made where nobody sees it. */
function apiOf(path: string): Api | undefined {
  const root = /^(?:type:)?npm:[^#]+#[\p{L}\p{N}_$]+/u.exec(path)?.[0];
  if (root === undefined) return undefined;
  const steps = path.slice(root.length).match(/\.new\(\)|\(\)|\.[\p{L}\p{N}_$*]+/gu) ?? [];
  return steps.reduce<Api | undefined>((api, op) => api && step(api, op === '.new()' ? 'new()' : op), rootApi(root));
}
