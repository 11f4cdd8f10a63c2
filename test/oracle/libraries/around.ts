import { attempt } from '../page.js';
import type { React } from '../react.js';

/** What libraries may touch of the world: what is kept between sessions, and what the screen shows. */
export interface Around {
  readonly storage: Map<string, string>;
  readonly react: React;
}

export type Fn = (...args: never[]) => unknown;

export type State = Record<string, unknown>;

export const moduleOf = (exports: Record<string, unknown>) => ({ __esModule: true, ...exports });

/** A component that shows something of a store is rendered again when the store says so. */
export function used(react: React, listen: (listener: () => void) => unknown): void {
  const [, poke] = (react.react['useState'] as (initial: number) => [number, (next: (count: number) => number) => void])(0);
  (react.react['useEffect'] as (effect: () => void, deps: unknown[]) => void)(() => {
    listen(() => poke((count) => count + 1));
  }, []);
}

export function teller() {
  const listeners: (() => void)[] = [];
  return {
    listen: (listener: () => void) => {
      listeners.push(listener);
      return () => {
        const at = listeners.indexOf(listener);
        if (at >= 0) listeners.splice(at, 1);
      };
    },
    tell: () => {
      for (const listener of [...listeners]) attempt(listener);
    },
  };
}
