/** Parts of generated programs in which the engine is known to see more than happens, with what it is. Each stands in a story of test/apps. */
export const KNOWN: ReadonlyMap<string, string> = new Map([
  ['starts-true', 'a variable keeps its first value although it is always set before it is asked'],
  ['told-any', 'a function that a store calls when it changes counts as called'],
]);
