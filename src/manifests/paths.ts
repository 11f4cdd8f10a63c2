import type { Declaration } from '../model/manifest.js';
import { withoutSecrets } from './secrets.js';

/** A path that leads to another host, as a declaration; none where it stays with the app, or where something is missing. */
export function forwardOf(
  file: string,
  kind: 'rewrite' | 'redirect' | 'dev-proxy',
  path: string | undefined,
  target: string | undefined,
  start: number,
  end: number,
): readonly Declaration[] {
  if (path === undefined || target === undefined || !/^(?:[a-z][a-z+.-]*:)?\/\/[^/]/i.test(target)) return [];
  return [{ kind, key: path.slice(0, MOST), value: withoutSecrets('target', target.slice(0, MOST)), span: { file, start, end } }];
}

const MOST = 1_000;
