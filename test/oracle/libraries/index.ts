import type { Around } from './around.js';
import { atoms } from './atoms.js';
import { immer } from './immer.js';
import { angular, proxies, signals, vue } from './observables.js';
import { redux } from './redux.js';
import { streams } from './streams.js';
import { zustand } from './zustand.js';

/** Small stand-ins for libraries that keep states, that do as the real ones do: package → what it exports. */
export function libraries(around: Around): Record<string, unknown> {
  return { ...redux(around), ...zustand(around), ...streams(), ...atoms(around), ...signals(), ...proxies(), ...immer(), ...angular(), ...vue() };
}
