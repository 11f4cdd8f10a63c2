import { spellings } from '../flow/names.js';
import { stepsIn } from '../flow/paths.js';
import type { Api, Step } from '../flow/values.js';
import type { Product } from '../model/sdk.js';

interface Way {
  readonly of: string;
  /** What comes after the way stands in the first group. */
  readonly pattern: RegExp;
}

/** Further ways to what SDKs give out, by the package or name of the page where they begin. */
export type Ways = ReadonlyMap<string, readonly Way[]>;

export function waysOf(products: readonly Product[]): Ways {
  const ways = new Map<string, Way[]>();
  for (const { of, also } of products.flatMap(({ instances = [] }) => instances)) {
    for (const path of also) {
      const pattern = new RegExp(`^${path.split('.*').map(escaped).join('\\.[^.()]+')}(\\..+)$`, 's');
      ways.set(beginOf(path), [...(ways.get(beginOf(path)) ?? []), { of, pattern }]);
    }
  }
  return ways;
}

/** The same value, reached as the catalog writes it: `ph.capture` of `init(key, { loaded: (ph) => … })` is `default.capture`. */
export function asWritten(ways: Ways, api: Api): readonly Api[] {
  const known = ways.get(beginOf(api.root));
  if (known === undefined) return [];
  const found = new Map<string, Api>();
  for (const path of spellings(api.path)) {
    for (const { of, pattern } of known) {
      const rest = pattern.exec(path)?.[1];
      const steps = rest === undefined ? undefined : stepsAt(api, rest);
      if (rest !== undefined && steps !== undefined && !found.has(of + rest)) found.set(of + rest, reached(of, api, rest, steps));
    }
  }
  return [...found.values()];
}

function reached(of: string, api: Api, rest: string, steps: readonly Step[]): Api {
  const [, root = of, way = ''] = /^((?:npm:[^#]*#|global:)[\w$*]+)(.*)$/s.exec(of) ?? [];
  // Which of several objects it is, is told by the call that made it.
  const isOnTheWay = api.root === root && api.path.startsWith(of);
  const before: readonly Step[] = isOnTheWay
    ? api.steps.slice(0, stepsIn(of))
    : [...way.matchAll(STEP)].map(([op]) => ({ op: op === '.new()' ? 'new()' : op }));
  return { k: 'api', key: `${of}${rest}`, root, steps: [...before, ...steps], path: `${of}${rest}` };
}

const STEP = /\.new\(\)|\(\)|\.[\w$*]+/g;

/** The last operations of a value, which make up the end of its path. */
function stepsAt({ steps }: Api, rest: string): readonly Step[] | undefined {
  let text = '';
  for (let first = steps.length - 1; first >= 0; first--) {
    const { op } = steps[first] as Step;
    text = `${op.startsWith('.') || op === '()' || op === '<>' ? '' : '.'}${op}${text}`;
    if (text === rest) return steps.slice(first);
  }
  return undefined;
}

const beginOf = (path: string): string => /^(?:npm:[^#]*|global:[\w$]+)/.exec(path)?.[0] ?? path;

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
