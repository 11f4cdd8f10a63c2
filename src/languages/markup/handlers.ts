import type { Binding, Call, Class, Element, Func, Import, ModuleFacts } from '../../model/facts.js';
import type { Gap } from '../../model/place.js';
import { type Part, remapFacts } from './remap.js';

/** Lists of a page's facts that scripts in attributes add to. */
export interface PageLists {
  readonly functions: Func[];
  readonly bindings: Binding[];
  readonly classes: Class[];
  readonly calls: Call[];
  readonly elements: Element[];
  readonly imports: Import[];
  readonly addresses: ModuleFacts['addresses'][number][];
  readonly gaps: Gap[];
}

/**
 * Adds the script of an event attribute to a page as a function that takes `event`; gets its number.
 */
export function addHandler(lists: PageLists, name: string, script: ModuleFacts): number {
  const { functions, bindings, classes, calls, elements, imports, addresses, gaps } = lists;
  const fn = functions.length;
  const event = bindings.length + script.bindings.length;
  const moved = remapFacts(script, {
    functions: fn,
    bindings: bindings.length,
    classes: classes.length,
    calls: calls.length,
    elements: elements.length,
    replace: (part: Part) => (part.kind === 'global' && part.name === 'event' ? { kind: 'ref', binding: script.bindings.length, start: part.start } : part),
  });
  const [body, ...inner] = moved.functions;
  if (!body) return 0;
  functions.push({ ...body, name, isAsync: false, params: [{ binding: event, rest: false }], parent: 0 }, ...inner);
  bindings.push(...moved.bindings, { name: 'event', kind: 'param', fn, start: body.start, end: body.start, uses: 1 });
  classes.push(...moved.classes);
  calls.push(...moved.calls);
  elements.push(...moved.elements);
  imports.push(...moved.imports);
  addresses.push(...moved.addresses);
  gaps.push(...moved.gaps);
  return fn;
}
