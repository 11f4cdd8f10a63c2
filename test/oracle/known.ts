/** Parts of generated programs on which the engine is known to be wrong today, with what is wrong. Each stands in a story of test/apps. */
export const KNOWN: ReadonlyMap<string, string> = new Map([
  ['starts-true', 'a variable keeps its first value although it is always set before it is asked'],
  ['event-detail', 'what an event of a platform says is not taken for an answer'],
]);
