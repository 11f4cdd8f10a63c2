import type { CodeFlow, Location, ReportingDescriptorReference, Result, Suppression } from 'sarif';
import type { Evidence, Span } from '../../model/place.js';
import type { Finding, Report } from '../../model/report.js';
import { countryNames } from '../countries.js';
import { byMarket, entryText, type Subject, subjectsOf } from '../subject.js';
import { type LawIndex, referenceTo } from './laws.js';
import { type Atlas, locationOf, primaryLocation } from './locations.js';
import { escapeMarkdown, escapeText } from './text.js';

/** Steps of a path that are worth showing; GitHub refuses very long ones. */
const STEPS = 100;
const RELATED = 20;

/** One result for each finding, in the order given. */
export function resultsOf(report: Report, findings: readonly Finding[], atlas: Atlas, laws: LawIndex): Result[] {
  return subjectsOf(report, findings).map((subject) => resultOf(subject, report, atlas, laws));
}

function resultOf(subject: Subject, report: Report, atlas: Atlas, laws: LawIndex): Result {
  const { finding } = subject;
  const ruleIndex = report.rules.findIndex((rule) => rule.id === finding.rule);
  const related = relatedTo(subject);
  const hash = atlas.hash(finding.span.file, atlas.place(finding.span).line);
  return {
    ruleId: finding.rule,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    level: finding.level,
    message: { text: textOf(finding, related, atlas), markdown: markdownOf(subject) },
    locations: [primaryLocation(finding.span, atlas)],
    ...(finding.trail.length === 0 ? {} : { codeFlows: [flowOf(finding.trail, atlas)] }),
    ...(related.length === 0 ? {} : { relatedLocations: related.map((one, index) => ({ id: index + 1, ...locationOf(one.span, atlas, one.note) })) }),
    partialFingerprints: {
      ...(hash === undefined ? {} : { primaryLocationLineHash: hash }),
      'xborderFinding/v1': finding.fingerprint,
    },
    ...(finding.suppressed === undefined ? {} : { suppressions: [suppressionOf(finding.suppressed)] }),
    taxa: taxaOf(finding, laws),
    properties: propertiesOf(subject),
  };
}

/** A comment stands in the source; `xborder.yaml` and a baseline stand beside it. */
function suppressionOf({ by, reason }: NonNullable<Finding['suppressed']>): Suppression {
  return { kind: by === 'comment' ? 'inSource' : 'external', status: 'accepted', justification: escapeText(reason) };
}

/** The message, and a link to where the way in begins. The first sentence stands by itself: it titles the alert. */
function textOf(finding: Finding, related: readonly Evidence[], atlas: Atlas): string {
  const entry = finding.trail[0];
  if (entry === undefined || related[0] !== entry) return escapeText(finding.message);
  const { file, line } = atlas.place(entry.span);
  return `${escapeText(finding.message)} The way in begins at [${escapeText(`${file}:${line}`)}](1).`;
}

function markdownOf({ finding, recipients, passed, automatic, entries }: Subject): string {
  const data = [...passed, ...automatic];
  return [
    escapeMarkdown(finding.message),
    '',
    ...recipients.map((recipient) => `- **Recipient:** ${escapeMarkdown(`${recipient.entity} → ${countryNames(recipient.countries)}`)}`),
    ...(data.length === 0 ? [] : [`- **Data:** ${escapeMarkdown(data.join(', '))}`]),
    ...entries.map((entry) => `- **By your entry:** ${escapeMarkdown(entryText(entry))}`),
    ...byMarket(finding.bases).map(({ market, cites }) => `- **Law (${escapeMarkdown(market)}):** ${escapeMarkdown(cites.join(', '))}`),
    ...(finding.fix === undefined ? [] : [`- **Fix:** ${escapeMarkdown(finding.fix)}`]),
  ]
    .join('\n')
    .trim();
}

/** The way in before the call itself, then the other calls that the finding covers. */
function relatedTo({ finding, others }: Subject): readonly Evidence[] {
  const steps = finding.trail.filter(({ span }) => !same(span, finding.span));
  const calls = others.map((usage) => ({ span: usage.span, note: `covered by the same finding: ${usage.productName}` }));
  const all = [...steps, ...calls];
  return all.filter((one, index) => all.findIndex((other) => same(one.span, other.span)) === index).slice(0, RELATED);
}

function flowOf(trail: readonly Evidence[], atlas: Atlas): CodeFlow {
  const left = trail.length - STEPS;
  const steps = left <= 0 ? trail : [...trail.slice(0, STEPS / 2), ...trail.slice(trail.length - STEPS / 2)];
  const text = (note: string, index: number) => (left > 0 && index === STEPS / 2 - 1 ? `${note} (${left} steps follow that are not shown)` : note);
  const locations = steps.map(({ span, note }, index) => ({ location: locationOf(span, atlas, text(note, index)) satisfies Location }));
  return { threadFlows: [{ locations }] };
}

function taxaOf(finding: Finding, laws: LawIndex): ReportingDescriptorReference[] {
  const references = finding.bases.map(({ law, cite }) => referenceTo(law, cite, laws));
  return references.filter(
    (one, index) => references.findIndex((other) => other.id === one.id && other.toolComponent?.name === one.toolComponent?.name) === index,
  );
}

function propertiesOf({ finding, usage, recipients, passed, automatic, entries }: Subject): Record<string, unknown> {
  return {
    findingId: finding.id,
    ...(usage === undefined ? {} : { product: usage.product }),
    recipients: recipients.map(({ entity, countries, certainty }) => ({ entity, countries, certainty })),
    data: [...passed, ...automatic],
    markets: byMarket(finding.bases).map(({ market }) => market),
    ...(entries.length === 0 ? {} : { entries: entries.map(({ file, id, how, reason }) => ({ file, id, how, ...(reason === undefined ? {} : { reason }) })) }),
  };
}

function same(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}
