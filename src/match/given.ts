import type { Run } from '../flow/engine.js';
import type { Expr } from '../model/expr.js';
import type { Attribute } from '../model/facts.js';
import { type At, partsOf } from './value-leaves.js';

/** What a usage is handed: the arguments of a call, of a request over the network, or the attributes of an element. */
export type Given =
  | { readonly kind: 'call'; readonly module: number; readonly args: readonly Expr[]; readonly parts: readonly string[] }
  | { readonly kind: 'request'; readonly module: number; readonly args: readonly Expr[]; readonly address: number }
  | { readonly kind: 'element'; readonly module: number; readonly props: readonly Attribute[] };

export interface PlaceGiven {
  readonly at: At;
  /** `arg(0).messages`, `body`, `prop(email)`. */
  readonly part: string;
  /** Names that it is put under. */
  readonly keys: readonly string[];
}

/** Where in what a usage is handed the values stand that leave. */
export function placesOf(run: Run, given: Given): readonly PlaceGiven[] {
  switch (given.kind) {
    case 'call':
      return given.parts.flatMap((part): readonly PlaceGiven[] => {
        const [, index, path] = /^arg\((\d+)\)(?:\.(.+))?$/.exec(part) ?? [];
        const expr = given.args[Number(index)];
        if (index === undefined || expr === undefined) return [];
        const names = path === undefined ? [] : path.split('.');
        return partsOf(run, { module: given.module, expr }, names).map((at) => ({ at, part, keys: [] }));
      });
    case 'request':
      return given.args.flatMap((expr, index): readonly PlaceGiven[] => {
        const at = { module: given.module, expr };
        if (index === given.address && expr.kind !== 'object') return [{ at, part: 'address', keys: [] }];
        const bodies = BODIES.flatMap((name) => partsOf(run, at, [name]).map((body) => ({ at: body, part: 'body', keys: [] })));
        const isOptions = bodies.length > 0 || OPTIONS.some((name) => partsOf(run, at, [name]).length > 0);
        return isOptions || index === given.address ? bodies : [{ at, part: 'body', keys: [] }];
      });
    case 'element':
      return given.props.flatMap((prop): readonly PlaceGiven[] => {
        if ('spread' in prop) return [{ at: { module: given.module, expr: prop.spread }, part: 'props', keys: [] }];
        return [{ at: { module: given.module, expr: prop.value }, part: 'props', keys: [prop.name] }];
      });
  }
}

const BODIES = ['body', 'data', 'json', 'params', 'query', 'form', 'formData', 'searchParams'] as const;
const OPTIONS = ['method', 'headers', 'url', 'timeout', 'responseType', 'credentials', 'signal'] as const;
