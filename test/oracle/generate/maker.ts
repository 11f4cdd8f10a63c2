import type { OracleProgram } from '../program.js';
import { type Random, randomOf } from '../random.js';

/** A file in the making. */
export interface Draft {
  readonly path: string;
  /** Specifier → how it is imported: `* as x`, `x`, `{ a }`. */
  readonly imports: Map<string, { star?: string; standard?: string; readonly names: Set<string>; effect?: boolean }>;
  /** Declarations, then what runs. */
  readonly declared: string[];
  readonly body: string[];
}

/** What the parts of the generator work on. */
export interface Maker {
  readonly random: Random;
  readonly typed: boolean;
  readonly files: Draft[];
  readonly parts: string[];
  readonly sinks: string[];
  /** Names that are only imported dynamically. */
  readonly exported: Set<string>;
  readonly buttons: { readonly id: string; readonly text: string }[];
  readonly main: Draft;
  readonly name: (stem: string) => string;
}

/** Something that is true or not, as code of one file. It can be asked anywhere in that file. */
export interface Truth {
  readonly draft: Draft;
  readonly how: 'value' | 'promise';
  readonly code: string;
  /** Asking it may throw, or reject. */
  readonly mayFail: boolean;
}

/** A statement that sends, in one file. */
export interface Doing {
  readonly draft: Draft;
  readonly code: string;
}

export function newMaker(seed: number): Maker {
  const random = randomOf(seed);
  const typed = random.chance(60);
  const counts = new Map<string, number>();
  const maker: Omit<Maker, 'main'> & { main?: Draft } = {
    random,
    typed,
    files: [],
    parts: [],
    sinks: [],
    exported: new Set(),
    buttons: [],
    name: (stem) => {
      const count = (counts.get(stem) ?? 0) + 1;
      counts.set(stem, count);
      return count === 1 ? stem : `${stem}${count}`;
    },
  };
  // It may hold elements.
  maker.main = newDraft(maker as Maker, 'main', true);
  return maker as Maker;
}

/** Adds a file. `jsx` where it holds elements. */
export function newDraft(maker: Maker, stem: string, jsx = false): Draft {
  const ending = `${maker.typed ? 'ts' : 'js'}${jsx ? 'x' : ''}`;
  const draft: Draft = { path: `src/${maker.name(stem)}.${ending}`, imports: new Map(), declared: [], body: [] };
  maker.files.push(draft);
  return draft;
}

/** Where the next thing goes: here, or into a file of its own. */
export function hereOrElsewhere(maker: Maker, draft: Draft, stem: string, percent = 30): Draft {
  return maker.files.length < 5 && maker.random.chance(percent) ? newDraft(maker, stem) : draft;
}

/** Imports a name from a package or from another file of the program; gives the name to use. */
export function importName(draft: Draft, from: string | Draft, name: string): string {
  if (from === draft) return name;
  entryOf(draft, from).names.add(name);
  return name;
}

export function importDefault(draft: Draft, from: string, name: string): string {
  entryOf(draft, from).standard = name;
  return name;
}

export function importAll(draft: Draft, from: string, name: string): string {
  entryOf(draft, from).star = name;
  return name;
}

export function importEffect(draft: Draft, from: Draft): void {
  if (from !== draft) entryOf(draft, from).effect = true;
}

export function specifierOf(draft: Draft): string {
  return `./${draft.path.replace(/^src\//, '').replace(/\.[jt]sx?$/, '')}`;
}

function entryOf(draft: Draft, from: string | Draft) {
  const specifier = typeof from === 'string' ? from : specifierOf(from);
  const known = draft.imports.get(specifier) ?? { names: new Set<string>() };
  draft.imports.set(specifier, known);
  return known;
}

/** What programs put on the window has this name, with a number. It may be asked by that name alone. */
export const APP_NAME = 'appHook';

/** `: boolean` in typed programs. */
export function typeOf(maker: Maker, type: string): string {
  return maker.typed ? `: ${type}` : '';
}

/** A file that is loaded before what asks it is imported by the entry at the least. */
export function textOf(draft: Draft, exported: ReadonlySet<string>): string {
  const lines = [...draft.imports].map(([specifier, { star, standard, names }]) => {
    const parts = [standard, star === undefined ? undefined : `* as ${star}`, names.size > 0 ? `{ ${[...names].join(', ')} }` : undefined].filter(Boolean);
    return parts.length > 0 ? `import ${parts.join(', ')} from '${specifier}';` : `import '${specifier}';`;
  });
  const declared = draft.declared.map((line) => {
    const name = /^(?:async )?(?:function|class|const|let) (\w+)/.exec(line)?.[1];
    return name !== undefined && exported.has(name) ? `export ${line}` : line;
  });
  return `${[...lines, ...declared, ...draft.body].join('\n')}\n`;
}

/** Puts the files together. */
export function finish(maker: Maker, seed: number): OracleProgram {
  const exported = new Set([
    ...maker.exported,
    ...maker.files.flatMap(({ imports }) => [...imports].flatMap(([from, { names }]) => (from.startsWith('.') ? [...names] : []))),
  ]);
  const files = new Map(maker.files.map((draft) => [draft.path, textOf(draft, exported)]));
  let entry = maker.main.path;
  if (maker.buttons.length > 0 && maker.random.chance(50)) {
    entry = 'index.html';
    const buttons = maker.buttons.map(({ id, text }) => `<button id="${id}">${text}</button>`).join('\n');
    files.set(entry, `<!doctype html>\n<html lang="en"><body>\n${buttons}\n<script type="module" src="./${maker.main.path}"></script>\n</body></html>\n`);
  }
  return { seed, files, entry, sinks: maker.sinks, parts: maker.parts };
}
