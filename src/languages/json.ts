import { type Node, parseTree } from 'jsonc-parser';
import type { Expr, Prop } from '../model/expr.js';
import type { Export, ModuleFacts } from '../model/facts.js';

/**
 * Summarises a file of JSON as the module that an import of it gets: the whole as the default, each key of its outermost object as an
 * export of that name. Never throws; broken text gives what could be made out.
 */
export function readJsonModule(file: string, text: string): ModuleFacts {
  const reading: Reading = { addresses: [], left: MOST_VALUES };
  const root = rootOf(text);
  const value = root ? valueOf(reading, root, '', 0) : undefined;
  const exports: Export[] = value ? [{ kind: 'value', name: 'default', value, start: root?.offset ?? 0 }] : [];
  if (value?.kind === 'object')
    for (const prop of value.props)
      if ('key' in prop && /^[A-Za-z_$][\w$]*$/.test(prop.key)) exports.push({ kind: 'value', name: prop.key, value: prop.value, start: prop.start });
  return {
    file,
    language: 'javascript',
    isScript: false,
    imports: [],
    exports,
    bindings: [],
    functions: [
      {
        params: [],
        isAsync: false,
        isGenerator: false,
        arrow: false,
        parent: -1,
        flow: { points: [{ kind: 'enter' }, { kind: 'exit' }, { kind: 'raise' }], next: [[1], [], []] },
        start: 0,
        end: text.length,
      },
    ],
    classes: [],
    calls: [],
    elements: [],
    globals: [],
    directives: [],
    addresses: reading.addresses,
    gaps: root ? [] : [{ stage: 'parse', file, why: 'no JSON that can be read' }],
  };
}

/** Beyond so many values a file is data, not settings. */
const MOST_VALUES = 5000;
const DEEPEST = 30;

interface Reading {
  readonly addresses: ModuleFacts['addresses'][number][];
  left: number;
}

function rootOf(text: string): Node | undefined {
  try {
    return parseTree(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text, [], { allowTrailingComma: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

/** Keys under which an address is one that something is sent to, not a link for readers. */
const ADDRESS_KEY = /url|uri|host|endpoint|base|api|server|origin|domain/i;

function valueOf(reading: Reading, node: Node, key: string, depth: number): Expr {
  const at = { start: node.offset, end: node.offset + node.length };
  if (depth > DEEPEST || reading.left-- <= 0) return { kind: 'opaque', why: 'too much data' };
  switch (node.type) {
    case 'object': {
      const props = (node.children ?? []).flatMap((property): Prop[] => {
        const [name, held] = property.children ?? [];
        return name && held ? [{ key: String(name.value), value: valueOf(reading, held, String(name.value), depth + 1), start: name.offset }] : [];
      });
      return { kind: 'object', props, ...at };
    }
    case 'array':
      return { kind: 'array', items: (node.children ?? []).map((item) => valueOf(reading, item, key, depth + 1)), ...at };
    default:
      if (typeof node.value === 'string' && ADDRESS_KEY.test(key) && /^(?:https?:|wss?:)?\/\/[\w-]/.test(node.value))
        reading.addresses.push({ value: node.value, fn: 0, ...at });
      return { kind: 'literal', value: node.value as string | number | boolean | null, ...at };
  }
}
