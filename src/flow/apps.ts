import type { Program } from '../model/program.js';

/** Holds if some app of the project runs both files. */
export function isOneApp({ appsOf }: Program, a: string, b: string): boolean {
  if (a === b) return true;
  const apps = appsOf(b);
  for (const app of appsOf(a)) if (apps.has(app)) return true;
  return false;
}
