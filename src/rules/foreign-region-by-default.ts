import type { Rule } from '../model/rule.js';
import { listed } from './prompt-to-telemetry.js';

/** Nothing in the code chooses a region, and the vendor has one at home or in a recognised country. */
export const foreignRegionByDefault: Rule = {
  id: 'foreign-region-by-default',
  title: 'Data go abroad because no region was chosen, and there is a nearer one',
  level: 'note',
  restsOn: ['transfer-consent', 'transfer-basis', 'restricted-destination', 'localisation'],
  about: 'start',
  yieldsTo: [],
  check: ({ subject, transfers, nearer }) => {
    // Who agreed to this very transfer was told where the data go.
    if (subject.verdict.kind === 'gated' && subject.verdict.transfer !== 'none') return undefined;
    const byDefault = transfers.filter(
      ({ recipient, standing, country }) =>
        (recipient.route === 'vendor-default' || recipient.route === 'package-default') &&
        country !== 'unknown' &&
        (standing.kind === 'consent' || standing.kind === 'basis' || standing.kind === 'restricted'),
    );
    const duties = [...new Set(byDefault.flatMap(({ standing }) => ('duties' in standing ? standing.duties : [])))];
    return duties.length === 0 || nearer.length === 0 ? undefined : { level: 'note', duties, transfers: byDefault };
  },
  say: ({ product, where, cites }, { product: facts }) => ({
    message: `Nothing here chooses a region for ${product}, so that data arrive ${where} by default (${cites}).`,
    fix: `${product} also receives in ${listed(facts?.offers ?? [])}. Set ${optionsOf(facts?.endpoint)} to a region at home or in a recognised country.`,
  }),
};

function optionsOf(endpoint: { readonly options: readonly string[]; readonly region?: { readonly options: readonly string[] } } | undefined): string {
  const [option] = endpoint?.region?.options ?? endpoint?.options ?? [];
  return option === undefined ? 'its address' : option;
}
