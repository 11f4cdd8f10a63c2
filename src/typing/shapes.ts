/** What is known of one value that a package gives: what can be done with it, step by step. */
export interface Shape {
  readonly id: number;
  /** Access path that leads here. */
  readonly path: string;
  /** `.name`, `.*`, `()`, `.new()` → what that yields. */
  readonly next: Map<string, Shape>;
  /** A path of the catalog ends here. */
  isEnd: boolean;
}

/** What a catalog knows of packages. */
export interface Shapes {
  /** Package (or a path in one) → export → shape. */
  readonly packages: ReadonlyMap<string, ReadonlyMap<string, Shape>>;
  readonly byId: readonly Shape[];
}

/** Lays the access paths of a catalog out as a tree: `npm:…` by package and export, `type:npm:…` by what is declared with that type. */
export function shapesOf(paths: readonly string[]): Shapes {
  const packages = new Map<string, Map<string, Shape>>();
  const byId: Shape[] = [];
  const shape = (path: string): Shape => {
    const made = { id: byId.length, path, next: new Map(), isEnd: false };
    byId.push(made);
    return made;
  };
  for (const written of paths) {
    const [, type = '', name = '', exported = '', rest = ''] = ROOT.exec(written.replace(PREDICATE, '')) ?? [];
    if (name === '') continue;
    let exports = packages.get(name);
    if (exports === undefined) {
      exports = new Map();
      packages.set(name, exports);
    }
    const key = `${type}${exported}`;
    let at = exports.get(key) ?? shape(`${type}npm:${name}#${exported}`);
    exports.set(key, at);
    const steps = stepsOf(rest);
    for (const step of steps.taken) {
      const after = at.next.get(step) ?? shape(`${at.path}${step}`);
      at.next.set(step, after);
      at = after;
    }
    at.isEnd ||= steps.isWhole;
  }
  return { packages, byId };
}

const PREDICATE = /\[arg\(\d+\)(?:\[\d+\]|\.[\w$.]+)?(?:=|~|!=)"(?:[^"\\]|\\.)*"\]/g;
const ROOT = /^(type:)?npm:([^#]+)#([\p{L}_$][\p{L}\p{N}_$]*)(.*)$/u;
const STEP = /^(?:\.new\(\)|\(\)|\.\*|\.(?!(?:arg|param|given|prop)\(|extends\b)[\p{L}_$][\p{L}\p{N}_$]*)/u;

/** Steps that a type can show; what is passed to a callback, elements and subclasses end the way. */
function stepsOf(text: string): { readonly taken: readonly string[]; readonly isWhole: boolean } {
  const taken: string[] = [];
  let rest = text;
  for (let step = STEP.exec(rest)?.[0]; step !== undefined; step = STEP.exec(rest)?.[0]) {
    taken.push(step);
    rest = rest.slice(step.length);
  }
  return { taken, isWhole: rest === '' };
}

/** Names under which the calls that end a path can be called. */
export function calledNames(shapes: Iterable<Shape>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { path, next } of shapes) {
    if (!next.get('()')?.isEnd) continue;
    const name = /[.#]([\p{L}\p{N}_$]+)$/u.exec(path)?.[1];
    if (name !== undefined) names.add(name);
  }
  return names;
}
