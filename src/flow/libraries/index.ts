import type { Calling } from '../calls.js';
import { type Engine, siteOf } from '../engine.js';
import type { Where } from '../members.js';
import { remembered } from '../remembered.js';
import type { Api, Val } from '../values.js';
import { ANGULAR } from './angular.js';
import { ATOMS } from './atoms.js';
import { COOKIES_KEPT } from './cookies.js';
import { ELECTRON } from './electron.js';
import { IMMER } from './immer.js';
import { KEPT_STATE } from './kept-state.js';
import { LANGUAGE } from './language.js';
import type { InheritedMeaning, Library, Meaning, MemberMeaning, NativeMeaning } from './meaning.js';
import { MERGING } from './merging.js';
import { MINI_PROGRAM } from './mini-program.js';
import { NUXT } from './nuxt.js';
import { OBSERVABLES } from './observables.js';
import { OWN_EVENTS } from './own-events.js';
import { PAGE } from './page.js';
import { PINIA } from './pinia.js';
import { REACT } from './react.js';
import { REDUX } from './redux.js';
import { SETTINGS_FILES } from './settings-files.js';
import { STREAMS } from './streams.js';
import { SVELTE } from './svelte.js';
import { VUE } from './vue.js';
import { WEB_EXTENSION } from './web-extension.js';
import { ZUSTAND } from './zustand.js';

const LIBRARIES: readonly Library[] = [
  LANGUAGE,
  PAGE,
  OWN_EVENTS,
  REACT,
  VUE,
  SVELTE,
  ANGULAR,
  ZUSTAND,
  REDUX,
  PINIA,
  ATOMS,
  STREAMS,
  OBSERVABLES,
  IMMER,
  KEPT_STATE,
  NUXT,
  WEB_EXTENSION,
  ELECTRON,
  SETTINGS_FILES,
  COOKIES_KEPT,
  MINI_PROGRAM,
  MERGING,
];

const CALLS: ReadonlyMap<string, Meaning> = new Map(LIBRARIES.flatMap(({ calls }) => calls));
const NATIVES: ReadonlyMap<string, NativeMeaning> = new Map(LIBRARIES.flatMap(({ natives }) => Object.entries(natives ?? {})));
const MEMBERS: ReadonlyMap<string, readonly MemberMeaning[]> = LIBRARIES.flatMap(({ members }) => Object.entries(members ?? {})).reduce(
  (all, [name, meaning]) => all.set(name, [...(all.get(name) ?? []), meaning]),
  new Map<string, readonly MemberMeaning[]>(),
);
const INHERITED: ReadonlyMap<string, InheritedMeaning> = new Map(LIBRARIES.flatMap(({ inherited }) => Object.entries(inherited ?? {})));
const BASES: ReadonlySet<string> = new Set([...INHERITED.keys()].map((path) => path.slice(0, path.lastIndexOf('.'))));
const PATTERNS = LIBRARIES.flatMap(({ patterns }) => patterns ?? []);

const FOLLOWED: ReadonlySet<string> = new Set(
  LIBRARIES.flatMap(({ calls, follows = [] }) => [...calls.flatMap(([path]) => /^(?:npm:#?[^#]+|global:[\w$]+)/.exec(path)?.[0] ?? []), ...follows]),
);

/** Holds for `npm:<package>` and `global:<name>` of which some library says what its calls mean. */
export const isLibrary = (root: string): boolean => FOLLOWED.has(root);

/**
 * Gets what a call of the language's own library, the page, a user-interface framework or a store of states yields; undefined
 * for anything else.
 */
export function libraryCall(calling: Calling, path: string, called: Api): Val | undefined {
  return meaningOf(path)?.(calling, called, siteOf(calling.module, calling.index));
}

const meaningOf = remembered((path): Meaning | undefined => CALLS.get(path) ?? PATTERNS.find(([pattern]) => pattern.test(path))?.[1]);

/** Gets a member that an instance, kept at `place`, has from a library's class that its own extends; undefined where no library says. */
export function inheritedMember(engine: Engine, base: Api, name: string, place: string, where: Where): Val | undefined {
  return INHERITED.get(`${base.path}.${name}`)?.(engine, place, where);
}

/** Holds for classes of which a library says what they give their subclasses: nothing else of them is followed. */
export const saysWhatItGives = (base: Api): boolean => BASES.has(base.path);

/** Gets what a function that a library handed out yields; undefined for those of the engine itself. */
export function libraryNative(calling: Calling, name: string, place: string): Val | undefined {
  return NATIVES.get(name)?.(calling, place);
}

/** Gets what a method of something unknown yields where its name says enough; `owner` is the name that the object goes by. */
export function libraryMember(calling: Calling, name: string, owner: string | undefined): Val | undefined {
  for (const meaning of MEMBERS.get(name) ?? []) {
    const known = meaning(calling, owner);
    if (known) return known;
  }
  return undefined;
}
