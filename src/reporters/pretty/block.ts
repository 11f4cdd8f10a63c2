import type { Evidence, Span } from '../../model/place.js';
import type { JudgedUsage, Recipient } from '../../model/usage.js';
import { countryNames } from '../countries.js';
import { frame, type Mark } from '../frame.js';
import { pointAt } from '../lines.js';
import { byMarket, destinations, distinct, entryText, type Subject } from '../subject.js';
import { plain, widthOf, wordsOf, wrap, wrapParts } from '../terminal.js';
import { counted, countriesPainted, evidence, MARGIN, noteColumn, paragraph, row, spanText, TONES, type View } from './view.js';

const STEPS = 9;
const RECIPIENTS = 4;
const PLACES = 40;
const BEHIND = 3;
const ENTRIES = 3;
/** Other marks are drawn into the frame when they are so many lines away at most. */
const NEAR = 12;

/** One finding, or many of one product and rule that are told by the first of them. */
export function block(members: readonly [Subject, ...Subject[]], view: View): readonly string[] {
  const [subject] = members;
  const { finding } = subject;
  return [
    ...heading(members, view),
    ...code(subject, view),
    '',
    ...row('path', path(finding.trail, view), view),
    ...row('recipient', recipients(subject, view), view),
    ...row('entry', entries(members, view), view),
    ...row('covers', covers(subject, view), view),
    ...row('why', paragraph(finding.message, view), view),
    ...row('law', law(subject, view), view),
    ...row('fix', finding.fix === undefined ? [] : paragraph(finding.fix, view, 'green'), view),
    ...row('places', members.length > 1 ? places(members, view) : [], view),
  ];
}

function heading(members: readonly [Subject, ...Subject[]], { report, paint, width }: View): readonly string[] {
  const { finding } = members[0];
  const tone = TONES[finding.level];
  const title = plain(report.rules.find((rule) => rule.id === finding.rule)?.title ?? '');
  const lead = `${finding.level} ${plain(finding.rule)}`;
  const times = members.length > 1 ? [`· ${members.length} places`] : [];
  const [first = '', ...rest] = wrap([`${lead} `, ...wordsOf(title), ...times], width - 2);
  const painted = `${paint('bold', paint(tone, finding.level))} ${paint(tone, plain(finding.rule))}${paint('bold', first.slice(lead.length))}`;
  return [painted.trimEnd(), ...rest.map((line) => `  ${paint('bold', line)}`)];
}

function code(subject: Subject, view: View): readonly string[] {
  const { finding } = subject;
  const { paint, width, sources } = view;
  const lines = sources.lines(finding.span.file);
  const title = paint('cyan', spanText(finding.span, view));
  if (lines === undefined) return [`  ${title}`];
  const primary: Mark = { start: finding.span.start, end: finding.span.end, label: label(subject), primary: true };
  return frame(title, lines, [primary, ...nearby(subject, view)], { width, tone: TONES[finding.level], paint });
}

/** What decides the recipient, and the steps of a consent that does not hold, where they stand close to the call. */
function nearby({ finding, usage, recipients }: Subject, view: View): readonly Mark[] {
  const deciding = recipients.flatMap((recipient) => recipient.because).map((one) => ({ ...one, label: plain(one.note) }));
  const failing = usage?.verdict.kind === 'defective' ? finding.trail.map((one) => ({ ...one, label: '' })) : [];
  const marks = [...deciding, ...failing]
    .filter((one) => isNear(one.span, finding.span, view))
    .map(({ span, label }) => ({ start: span.start, end: span.end, label, primary: false }));
  return [...new Map(marks.map((mark) => [mark.start, mark])).values()].slice(0, BEHIND);
}

/** Holds if a span can be drawn into the frame of another one. */
function isNear(span: Span, main: Span, { sources }: View): boolean {
  const lines = span.file === main.file ? sources.lines(span.file) : undefined;
  if (lines === undefined || span.start === main.start) return false;
  return Math.abs(pointAt(lines, span.start).line - pointAt(lines, main.start).line) <= NEAR;
}

/** What is sent to whom: `sends prompt to Volcano Engine Ark → China`. */
function label({ usage, recipients, passed, automatic }: Subject): string {
  if (usage === undefined) return '';
  const product = plain(usage.productName);
  const kinds = [...passed, ...automatic].map(plain);
  const data = kinds.length === 0 ? '' : kinds.length > 3 ? `${kinds.slice(0, 2).join(', ')} and more` : kinds.join(', ');
  const to = destinations(recipients);
  return `${act(usage, product, data)}${to.length === 0 ? '' : ` → ${plain(countryNames(to))}`}`;
}

function act({ touch }: JudgedUsage, product: string, data: string): string {
  switch (touch) {
    case 'load':
    case 'script-tag':
    case 'embed':
    case 'component':
      return `loads ${product}${data === '' ? '' : `: ${data}`}`;
    case 'init':
    case 'start':
      return `starts ${product}${data === '' ? '' : `: ${data}`}`;
    case 'send':
    case 'identify':
    case 'endpoint':
      return `sends ${data === '' ? 'data' : data} to ${product}`;
    case 'dependency':
    case 'declaration':
      return `brings in ${product}`;
  }
}

function path(trail: readonly Evidence[], view: View): readonly string[] {
  const left = trail.length > STEPS ? trail.length - STEPS + 1 : 0;
  const head = left === 0 ? trail : trail.slice(0, 3);
  const tail = left === 0 ? [] : trail.slice(3 + left);
  const shown = [...head, ...tail];
  const steps = shown.map((step, index) => ({ step, span: step.span, lead: index === 0 ? '' : index === shown.length - 1 ? '╰─ ' : '├─ ' }));
  const column = noteColumn(steps, view);
  return steps.flatMap(({ step, lead }, index) => [
    ...(left > 0 && index === head.length ? [view.paint('dim', `┆  ${left} more steps`)] : []),
    ...evidence(lead, index === steps.length - 1 ? '' : '│', step, column, view),
  ]);
}

function recipients({ recipients: all, usage, passed, automatic, finding }: Subject, view: View): readonly string[] {
  const room = view.width - MARGIN;
  const lines = all.slice(0, RECIPIENTS).flatMap((recipient) => {
    const elsewhere = recipient.because
      .filter(({ span }) => !isNear(span, finding.span, view) && !(span.file === finding.span.file && span.start === finding.span.start))
      .slice(0, 2);
    const column = noteColumn(
      elsewhere.map(({ span }) => ({ lead: '  ', span })),
      view,
    );
    return [...wrapParts(whoAndWhere(recipient, usage, view), room), ...elsewhere.flatMap((one) => evidence('  ', '', one, column, view))];
  });
  const more = all.length > RECIPIENTS ? [view.paint('dim', `and ${all.length - RECIPIENTS} more (--format json lists them)`)] : [];
  const data = wrapParts(dataParts(passed, automatic), room);
  const [only] = lines;
  const beside = `${only}   ${data[0]}`;
  if (only !== undefined && lines.length === 1 && data.length === 1 && widthOf(beside) <= room) return [beside];
  return [...lines, ...more, ...data];
}

/** `data: prompt · ip address (by the SDK itself)` */
function dataParts(passed: readonly string[], automatic: readonly string[]): readonly (readonly string[])[] {
  const kinds = [...(passed.length === 0 ? [] : [passed.join(', ')]), ...(automatic.length === 0 ? [] : [`${automatic.join(', ')} (by the SDK itself)`])];
  return kinds.map((kind, index) => wordsOf(plain(index === 0 ? `data: ${kind}` : kind)));
}

/** `Beijing Volcano Engine Technology Co., Ltd. → China (inferred)`, with other countries where the data are kept or seen from. */
function whoAndWhere(recipient: Recipient, usage: JudgedUsage | undefined, view: View): readonly (readonly string[])[] {
  const who = recipient.entity === 'unknown' ? (usage?.productName ?? 'recipient not known') : recipient.entity;
  const elsewhere = recipient.places.filter(({ country }) => country !== 'unknown' && !recipient.countries.includes(country));
  const remarks = distinct([
    ...elsewhere.map(({ country, basis }) => `${BASIS[basis]} ${countryNames([country])}`),
    ...(recipient.controlCountry === undefined || recipient.countries.includes(recipient.controlCountry)
      ? []
      : [`controlled from ${countryNames([recipient.controlCountry])}`]),
  ]);
  const sure = recipient.countries.includes('unknown') ? '' : HOW_SURE[recipient.certainty];
  const main = [...wordsOf(plain(who)), '→', ...countriesPainted(recipient.countries, view), ...wordsOf(sure).map((word) => view.paint('dim', word))];
  return [main, ...remarks.map((remark) => wordsOf(plain(remark)))];
}

const BASIS: Readonly<Record<Recipient['places'][number]['basis'], string>> = {
  storage: 'kept in',
  processing: 'processed in',
  access: 'accessed from',
  contract: 'may go to',
};

const HOW_SURE: Readonly<Record<Recipient['certainty'], string>> = {
  stated: '',
  observed: '',
  inferred: '(inferred)',
  memory: '(not confirmed)',
  unknown: '(not confirmed)',
};

/** Entries of the project's own on which it rests. */
function entries(members: readonly Subject[], view: View): readonly string[] {
  const texts = distinct(members.flatMap((member) => member.entries.map(entryText)));
  const left = texts.length - ENTRIES;
  const shown = [...texts.slice(0, ENTRIES).map((text) => `your ${plain(text)}`), ...(left > 0 ? [`and ${left} more (--format json lists them)`] : [])];
  return shown.flatMap((text) => wrap(wordsOf(text), view.width - MARGIN).map((line) => view.paint('dim', line)));
}

function covers({ others }: Subject, view: View): readonly string[] {
  if (others.length === 0) return [];
  const sends = others.every(({ touch }) => touch === 'send' || touch === 'identify');
  const what = counted(others.length, sends ? 'send' : 'call');
  const shown = others
    .slice(0, BEHIND)
    .map((usage, index) => view.paint('cyan', spanText(usage.span, view)) + (index < Math.min(others.length, BEHIND) - 1 ? ',' : ''));
  const words = [...`this call and ${what} behind it:`.split(' '), ...shown, ...(others.length > BEHIND ? ['…'] : [])];
  return wrap(words, view.width - MARGIN);
}

/** Articles by market: `KR PIPA Art. 28-8(1) · EU GDPR Art. 44`. */
function law({ finding }: Subject, view: View): readonly string[] {
  const units = byMarket(finding.bases).map(({ market, cites }) => [
    view.paint('bold', plain(market)),
    ...cites.map((cite, index) => plain(cite) + (index < cites.length - 1 ? ',' : '')),
  ]);
  return wrapParts(units, view.width - MARGIN);
}

function places(members: readonly Subject[], view: View): readonly string[] {
  const shown = members.slice(0, PLACES).map(({ finding }) => view.paint('cyan', spanText(finding.span, view)));
  const left = members.length - shown.length;
  return [...shown, ...(left > 0 ? [view.paint('dim', `and ${left} more (--format json lists them)`)] : [])];
}
