import type { Invocation, Log, Notification, Result, Run, ToolComponent } from 'sarif';
import type { Gap } from '../model/place.js';
import type { Finding, Report } from '../model/report.js';
import { jsonText } from './json-text.js';
import { byPlace, compare, severest } from './levels.js';
import { sourcesOf } from './lines.js';
import type { Reporter } from './reporter.js';
import { type LawIndex, lawsOf, taxonomies } from './sarif/laws.js';
import { type Atlas, atlasOf, pointLocation } from './sarif/locations.js';
import { resultsOf } from './sarif/results.js';
import { GAP, LEFT_OUT, notificationRules, ruleOf } from './sarif/rules.js';
import { escapeText } from './sarif/text.js';

/** GitHub keeps so many results of a run. */
const RESULTS = 5000;
const NOTIFICATIONS = 1000;

/**
 * SARIF 2.1.0 for code scanning. Holds what is open: suppressed findings (unless asked for) and usages in order are left out, since
 * GitHub would show them as alerts. The same report gives the same bytes: no times, no random ids, no paths of this machine.
 */
export const sarif: Reporter = {
  name: 'sarif',
  write: (report, source, options) => jsonText(logOf(report, atlasOf(sourcesOf(source), source), options.showSuppressed === true)),
};

function logOf(report: Report, atlas: Atlas, withSuppressed: boolean): Log {
  const open = report.findings.filter((finding) => withSuppressed || finding.suppressed === undefined);
  const kept = [...open].sort(severest).slice(0, RESULTS).sort(byColumn(atlas));
  const laws = lawsOf(report.rules, kept);
  const results = resultsOf(report, kept, atlas, laws);
  const invocation = invocationOf(report.gaps, open.length - kept.length, atlas);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(report, results, invocation, atlas, laws)],
  };
}

function runOf(report: Report, results: Result[], invocation: Invocation, atlas: Atlas, laws: LawIndex): Run {
  return {
    tool: { driver: driverOf(report, laws) },
    invocations: [invocation],
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the scanned project.' } } },
    artifacts: atlas.artifacts(),
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n', '\r'],
    language: 'en',
    results,
    taxonomies: taxonomies(laws),
    properties: { markets: report.markets.map((market) => market.toUpperCase()), lawsAsOf: report.tool.lawsAsOf, catalogAsOf: report.tool.catalogAsOf },
  };
}

/** The same for every project: GitHub keeps the texts of a tool once for all repositories. */
function driverOf({ tool, rules, disclaimer }: Report, laws: LawIndex): ToolComponent {
  return {
    name: 'xborder-lint',
    fullName: `xborder-lint ${tool.version}`,
    organization: 'xborder-lint',
    version: tool.version,
    ...(/^\d+\.\d+\.\d+/.test(tool.version) ? { semanticVersion: tool.version } : {}),
    shortDescription: { text: 'Finds where code sends personal data abroad without a consent before it.' },
    fullDescription: { text: escapeText(disclaimer) },
    language: 'en',
    rules: rules.map((rule) => ruleOf(rule, laws)),
    notifications: notificationRules(),
    supportedTaxonomies: laws.laws.map((law, index) => ({ name: law.id, index })),
  };
}

function byColumn(atlas: Atlas): (a: Finding, b: Finding) => number {
  return (a, b) => {
    const [from, to] = [atlas.place(a.span), atlas.place(b.span)];
    return compare(a.span.file, b.span.file) || from.line - to.line || (from.column ?? 0) - (to.column ?? 0) || compare(a.rule, b.rule) || byPlace(a, b);
  };
}

function invocationOf(gaps: readonly Gap[], leftOut: number, atlas: Atlas): Invocation {
  const dropped = gaps.length - NOTIFICATIONS;
  return {
    executionSuccessful: true,
    toolExecutionNotifications: [
      ...(leftOut > 0
        ? [notification(LEFT_OUT, `${leftOut} more findings are not in this file, which holds the ${RESULTS} most severe ones; the json format lists all.`)]
        : []),
      ...gaps.slice(0, NOTIFICATIONS).map((gap) => gapNotification(gap, atlas)),
      ...(dropped > 0 ? [notification(GAP, `${dropped} more gaps are not in this file; the json format lists all.`)] : []),
    ],
  };
}

function gapNotification({ stage, file, at, why }: Gap, atlas: Atlas): Notification {
  return {
    ...notification(GAP, `${why} (${stage})`),
    ...(file === undefined ? {} : { locations: [pointLocation(file, at, atlas)] }),
  };
}

function notification(descriptor: { readonly id: string; readonly index: number }, text: string): Notification {
  return { descriptor: { id: descriptor.id, index: descriptor.index }, level: 'warning', message: { text: escapeText(text) } };
}
