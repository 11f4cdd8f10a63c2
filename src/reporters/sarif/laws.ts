import type { ReportingDescriptorReference, ToolComponent } from 'sarif';
import type { Finding, RuleText } from '../../model/report.js';
import { compare } from '../levels.js';
import { distinct } from '../subject.js';
import { escapeText } from './text.js';

/** Laws as taxonomies, one component each. The first taxon is the law itself, to which rules point; the others are cited articles. */
export interface LawIndex {
  readonly laws: readonly { readonly id: string; readonly taxa: readonly string[] }[];
}

/** All laws that rules can rest on, with the articles that the findings cite. */
export function lawsOf(rules: readonly RuleText[], findings: readonly Finding[]): LawIndex {
  const bases = findings.flatMap((finding) => finding.bases);
  const ids = distinct([...rules.flatMap((rule) => rule.laws), ...bases.map((basis) => basis.law)]);
  return {
    laws: [...ids].sort(compare).map((id) => {
      const cites = distinct(bases.filter((basis) => basis.law === id && basis.cite !== id).map((basis) => basis.cite));
      return { id, taxa: [id, ...[...cites].sort(compare)] };
    }),
  };
}

export function taxonomies({ laws }: LawIndex): ToolComponent[] {
  return laws.map(({ id, taxa }) => ({
    name: id,
    shortDescription: { text: `Duties of ${escapeText(id)} that findings rest on.` },
    isComprehensive: false,
    taxa: taxa.map((taxon, index) => ({
      id: taxon,
      name: taxon,
      shortDescription: { text: index === 0 ? `The law ${escapeText(id)} as recorded in the law catalog.` : escapeText(taxon) },
    })),
  }));
}

/** Points at a law, or at one of its articles. */
export function referenceTo(law: string, taxon: string, { laws }: LawIndex): ReportingDescriptorReference {
  const component = laws.findIndex(({ id }) => id === law);
  const index = laws[component]?.taxa.indexOf(taxon) ?? -1;
  return { id: taxon, index, toolComponent: { name: law, index: component } };
}
