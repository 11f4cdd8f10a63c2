import type { Calling } from '../calls.js';
import { siteOf } from '../engine.js';
import type { Api, Val } from '../values.js';
import { ANGULAR } from './angular.js';
import { KEPT_STATE } from './kept-state.js';
import { LANGUAGE } from './language.js';
import type { Library, Meaning } from './meaning.js';
import { PAGE } from './page.js';
import { REACT } from './react.js';
import { SVELTE } from './svelte.js';
import { VUE } from './vue.js';
import { ZUSTAND } from './zustand.js';

const LIBRARIES: readonly Library[] = [LANGUAGE, PAGE, REACT, VUE, SVELTE, ANGULAR, ZUSTAND, KEPT_STATE];

const CALLS: ReadonlyMap<string, Meaning> = new Map(LIBRARIES.flatMap(({ calls }) => calls));
const PATTERNS = LIBRARIES.flatMap(({ patterns }) => patterns ?? []);

/**
 * Gets what a call of the language's own library, the page, a user-interface framework or a store of states yields; undefined
 * for anything else.
 */
export function libraryCall(calling: Calling, path: string, called: Api): Val | undefined {
  const meaning = CALLS.get(path) ?? PATTERNS.find(([pattern]) => pattern.test(path))?.[1];
  return meaning?.(calling, called, siteOf(calling.module, calling.index));
}
