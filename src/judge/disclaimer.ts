/** What stands once in every output. `lawsAsOf` is the day of the youngest check in the law-catalog. */
export function disclaimer(lawsAsOf: string): string {
  return [
    'xborder-lint finds patterns in source code. It gives no legal advice, does not decide whether a transfer is lawful, and cannot see',
    'contracts, servers, remote configuration, native SDK code, or people with remote access. No findings does not mean that all is in order;',
    `a finding does not mean that something is unlawful. The rules reflect the law as recorded on ${lawsAsOf}. Ask qualified counsel.`,
  ].join(' ');
}
