import type { Evidence, Gap, Span } from '../model/place.js';
import type { Finding, Report } from '../model/report.js';
import type { Datum, JudgedUsage, Recipient, Verdict } from '../model/usage.js';
import { jsonText } from './json-text.js';
import { type Place, pointAt, type Sources, sourcesOf } from './lines.js';
import type { Reporter } from './reporter.js';

/** The contract with other programs: `schema/report.schema.json`, version 1. Nothing is left out of it, suppressed findings included. */
export const json: Reporter = {
  name: 'json',
  write: (report, source) => jsonText(contract(report, sourcesOf(source))),
};

function contract(report: Report, sources: Sources): object {
  const { tool, looked } = report;
  return {
    version: 1,
    tool: { name: 'xborder-lint', version: tool.version, lawsAsOf: tool.lawsAsOf, catalogAsOf: tool.catalogAsOf },
    markets: report.markets.map((market) => market.toUpperCase()),
    usages: report.usages.map((usage) => usageOf(usage, sources)),
    findings: report.findings.map((finding) => findingOf(finding, sources)),
    gaps: report.gaps.map((gap) => gapOf(gap, sources)),
    looked: { files: looked.files, parsed: looked.parsed, manifests: looked.manifests, bytes: looked.bytes, ms: looked.ms },
    disclaimer: report.disclaimer,
  };
}

function usageOf(usage: JudgedUsage, sources: Sources): object {
  return {
    id: usage.id,
    product: usage.product,
    vendor: usage.vendor,
    category: usage.category,
    touch: usage.touch,
    transmits: usage.transmits,
    at: placeOf(usage.span, sources),
    callee: usage.callee,
    recipients: usage.recipients.map((recipient) => recipientOf(recipient, sources)),
    data: usage.data.map((datum) => datumOf(datum, sources)),
    verdict: verdictOf(usage.verdict, sources),
    entries: usage.entries?.map(({ file, id, how, reason }) => ({ file, id, how, reason })),
  };
}

function recipientOf(recipient: Recipient, sources: Sources): object {
  return {
    entity: recipient.entity,
    countries: recipient.countries,
    places: recipient.places.map(({ country, basis, certainty }) => ({ country, basis, certainty })),
    controlCountry: recipient.controlCountry,
    certainty: recipient.certainty,
    route: recipient.route,
    because: evidenceOf(recipient.because, sources),
  };
}

function datumOf({ category, how, because }: Datum, sources: Sources): object {
  return { category, how, because: evidenceOf(because, sources) };
}

function verdictOf(verdict: Verdict, sources: Sources): object {
  return {
    kind: verdict.kind,
    grants: verdict.grants,
    transfer: verdict.transfer,
    defect: verdict.defect,
    confidence: verdict.confidence,
    residue: verdict.residue,
    because: evidenceOf(verdict.because, sources),
  };
}

function findingOf(finding: Finding, sources: Sources): object {
  return {
    id: finding.id,
    rule: finding.rule,
    level: finding.level,
    message: finding.message,
    at: placeOf(finding.span, sources),
    fingerprint: finding.fingerprint,
    bases: finding.bases.map(({ market, law, cite }) => ({ market: market.toUpperCase(), law, cite })),
    trail: evidenceOf(finding.trail, sources),
    fix: finding.fix,
    suppressed: finding.suppressed === undefined ? undefined : { by: finding.suppressed.by, reason: finding.suppressed.reason },
    usages: finding.usages,
  };
}

function gapOf({ stage, file, at, why }: Gap, sources: Sources): object {
  const lines = file === undefined ? undefined : sources.lines(file);
  return { stage, file, line: at === undefined || lines === undefined ? undefined : pointAt(lines, at).line, why };
}

function evidenceOf(evidence: readonly Evidence[], sources: Sources): readonly object[] {
  return evidence.map(({ span, note }) => ({ ...placeOf(span, sources), note }));
}

function placeOf(span: Span, sources: Sources): Place {
  const { file, line, column, endLine, endColumn } = sources.place(span);
  return {
    file,
    line,
    ...(column === undefined ? {} : { column }),
    ...(endLine === undefined ? {} : { endLine }),
    ...(endColumn === undefined ? {} : { endColumn }),
  };
}
