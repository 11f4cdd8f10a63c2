import type { Shape, Shapes } from './shapes.js';

/** The property by which a type tells which shape it is. */
export const BRAND = '__api$';

/**
 * Declarations of packages as the catalog knows them: every shape is an interface with a brand, its members, and anything else as
 * `any`. `asked`: package (or a path in one) → names that the project imports from there; a name that the catalog does not have
 * is a type of which only the members that the package's values have are known.
 */
export function stubsOf({ packages }: Shapes, asked: ReadonlyMap<string, ReadonlySet<string>>): string {
  const wanted = new Set<Shape>();
  const modules = [...asked].flatMap(([name, names]) => {
    const exports = packages.get(name) ?? packages.get(packageOf(name));
    return exports === undefined ? [] : [moduleOf(name, exports, names, wanted)];
  });
  // A set may grow while it is gone through: members of members follow.
  for (const shape of wanted) for (const after of shape.next.values()) wanted.add(after);
  return [...[...wanted].map(interfaceOf), ...modules].join('\n');
}

/** `@scope/name` of `@scope/name/some/path`. */
export function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** SDKs differ in how many type parameters they have. */
const PARAMS = '<A = any, B = any, C = any, D = any, E = any>';
const ARGS = '(...args: any[])';
const nameOf = ({ id }: Shape) => `$Api${id}`;

function interfaceOf(shape: Shape): string {
  const members = [...shape.next].map(([step, after]) => memberOf(step, nameOf(after)));
  const bound = shape.next.has('()') ? [`bind${ARGS}: ${nameOf(shape)};`] : [];
  return `interface ${nameOf(shape)} { readonly ${BRAND}: ${shape.id}; ${[...members, ...bound].join(' ')}${shape.next.has('.*') ? '' : ' [key: string]: any;'} }`;
}

function memberOf(step: string, type: string): string {
  if (step === '()') return `${PARAMS}${ARGS}: ${type};`;
  if (step === '.new()') return `new ${PARAMS}${ARGS}: ${type};`;
  if (step === '.*') return `[key: string]: ${type};`;
  return `readonly '${step.slice(1)}': ${type};`;
}

type Members = ReadonlyMap<string, Shape>;

function moduleOf(name: string, exports: Members, asked: ReadonlySet<string>, wanted: Set<Shape>): string {
  const some = membersOfSome(exports);
  const ofDefault = membersOf(exports.get('default'));
  const values = new Map([...ofDefault, ...[...exports].filter(([key]) => !key.startsWith('type:'))]);
  const types = [...exports.keys()].flatMap((key) => (key.startsWith('type:') ? [key.slice(5)] : []));
  // Of a class of which the default export is an instance the catalog may know some members by the one, some by the other.
  const typed = (type: Shape | undefined, exported: string): string => {
    if (type === undefined) return PLAIN_DATA.test(exported) ? 'any' : 'Some';
    const known = membersOf(type);
    const missing = [...ofDefault].filter(([member]) => !known.has(member));
    return missing.length === 0 ? nameOf(type) : `${nameOf(type)} & { ${listed(missing)} }`;
  };
  const lines = [...new Set([...values.keys(), ...types, ...asked])].map((exported, index) => {
    const value = values.get(exported);
    const type = exports.get(`type:${exported}`) ?? value?.next.get('.new()');
    for (const shape of [value, type]) if (shape !== undefined) wanted.add(shape);
    const held = value !== undefined ? nameOf(value) : CLASS.test(exported) ? `{ new ${PARAMS}${ARGS}: ${typed(type, exported)}; [key: string]: any }` : 'any';
    return `const n${index}: ${held}; type n${index}${PARAMS} = ${typed(type, exported)}; export { n${index} as ${exported} };`;
  });
  for (const shape of some.values()) wanted.add(shape);
  return `declare module ${JSON.stringify(name)} { interface Some { ${listed([...some])} [key: string]: any } ${lines.join(' ')} }`;
}

const listed = (members: readonly (readonly [string, Shape])[]) => members.map(([member, shape]) => memberOf(`.${member}`, nameOf(shape))).join(' ');

function membersOf(shape: Shape | undefined): Members {
  return new Map([...(shape?.next ?? [])].flatMap(([step, after]) => (NAMED.test(step) ? [[step.slice(1), after] as const] : [])));
}

const NAMED = /^\.[\p{L}_$][\p{L}\p{N}_$]*$/u;
const CLASS = /^\p{Lu}/u;
/** Types that are handed to an SDK or come back from it, not the SDK. */
const PLAIN_DATA =
  /(?:Options?|Config(?:uration)?|Params?|Props|Events?|Response|Request|Results?|Error|Payload|Data|Messages?|Input|Output|Settings|Properties)$/;

/** Members that something of the package has: what its default export is or makes comes first, and what takes fewer steps. */
function membersOfSome(exports: Members): Members {
  const values = [...exports].filter(([key]) => !key.startsWith('type:'));
  const members = new Map<string, Shape>();
  const add = (name: string, shape: Shape) => {
    if (!members.has(name)) members.set(name, shape);
  };
  let level = [...values.filter(([key]) => key === 'default'), ...values].map(([, shape]) => shape);
  for (; level.length > 0; level = level.flatMap(({ next }) => [...next.values()]))
    for (const shape of level) for (const [name, after] of membersOf(shape)) add(name, after);
  for (const [key, shape] of values) if (key !== 'default' && shape.next.has('()')) add(key, shape);
  return members;
}
