import type { Declaration } from '../model/manifest.js';
import { withoutSecrets } from './secrets.js';

/**
 * A variable that a deployment or a test run sets. Its value is one candidate among others; a flag is none at all, for what
 * one run switches on or off says nothing about what is shipped.
 */
export function variableAt(file: string, key: string, value: string, start: number, end: number): readonly Declaration[] {
  if (/^(?:|true|false|yes|no|on|off|[01])$/i.test(value) || !/^[A-Za-z_][\w.]{0,200}$/.test(key)) return [];
  return [{ kind: 'env', key, value: withoutSecrets(key, value), span: { file, start, end } }];
}
