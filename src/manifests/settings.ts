import type { Declaration } from '../model/manifest.js';
import { withoutSecrets } from './secrets.js';
import { itemsOf, type Node, propertiesOf } from './syntax/tree.js';

/** A file of settings that people write holds far fewer. */
const MOST = 5_000;
const MOST_DEPTH = 30;
/** What a setting of an SDK has room in. */
const MOST_VALUE = 2_000;

/**
 * The settings in a tree: one for each value, under the names that lead to it joined by dots. The items of a list share the
 * name of the list. The place is `"name": value`, that of the item in a list.
 */
export function settingsOf(file: string, root: Node | undefined): Declaration[] {
  const found: Declaration[] = [];
  const visit = (node: Node, key: string, start: number, end: number, depth: number): void => {
    if (found.length >= MOST || depth > MOST_DEPTH) return;
    if (node.type === 'object') {
      for (const { name, value, start: from, end: to } of propertiesOf(node)) visit(value, key === '' ? name : `${key}.${name}`, from, to, depth + 1);
    } else if (node.type === 'array') {
      for (const item of itemsOf(node)) visit(item, key, item.offset, item.offset + item.length, depth + 1);
    } else if (key !== '') found.push(settingOf(file, key, String(node.value ?? ''), start, end));
  };
  if (root !== undefined) visit(root, '', root.offset, root.offset + root.length, 0);
  return found;
}

/** One setting, without what is secret in it. */
export function settingOf(file: string, key: string, value: string, start: number, end: number, kind: Declaration['kind'] = 'config'): Declaration {
  return { kind, key, value: withoutSecrets(key, value.slice(0, MOST_VALUE)), span: { file, start, end } };
}
