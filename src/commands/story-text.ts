import type { LintResult } from '../lint.js';
import type { Evidence, Span } from '../model/place.js';
import type { Answer, Caller, GateTold, OriginTold, Story, WorldTold, WriterTold } from '../model/story.js';
import type { JudgedUsage, Verdict } from '../model/usage.js';
import { countryNames } from '../reporters/countries.js';
import { boundsOf, type Sources, sourcesOf } from '../reporters/lines.js';
import { distinct } from '../reporters/subject.js';
import { cellsOf, escapeControls, type Paint, padTo, paintWith, plain, widthOf, wordsOf, wrap } from '../reporters/terminal.js';
import type { ColorChoice, Terminal } from './command.js';

/** How a story is drawn. */
export interface Drawing {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

export function drawingFor(color: ColorChoice, terminal: Terminal): Drawing {
  return { color: color === 'always' || (color === 'auto' && terminal.hasColors), width: Math.min(Math.max(terminal.width, 70), 120) };
}

interface Page {
  readonly sources: Sources;
  readonly paint: Paint;
  readonly width: number;
}

const STEPS = 9;
const WRITERS = 6;

/** The stories of one line as text, one for each usage on it; undefined where there is none. */
export function storyText(
  result: Extract<LintResult, { kind: 'report' }>,
  { file, line }: { readonly file: string; readonly line: number },
  drawing: Drawing,
): string | undefined {
  const { report, source, stories } = result;
  const page: Page = { sources: sourcesOf(source), paint: paintWith(drawing.color), width: drawing.width };
  const told = stories.flatMap((story) => {
    const usage = report.usages.find(({ id }) => id === story.usage);
    if (usage === undefined) return [];
    const start = usage.coveredBy === undefined ? undefined : report.usages.find(({ id }) => id === usage.coveredBy);
    return [oneStory(story, usage, start, page)];
  });
  if (told.length === 0) return undefined;
  const lines = told.flatMap((story, index) => [
    ...(told.length > 1 ? [page.paint('dim', `── ${index + 1} of ${told.length} on ${plain(file)}:${line} ──`)] : []),
    ...story,
    '',
  ]);
  return lines
    .map((one) => `${one.trimEnd()}\n`)
    .join('')
    .replace(/\n+$/, '\n');
}

function oneStory(story: Story, usage: JudgedUsage, start: JudgedUsage | undefined, page: Page): readonly string[] {
  const { paint } = page;
  return [
    `${paint('cyan', placeText(usage.span, page))}  ${codeAt(usage.span, page, page.width - 10)}`,
    '',
    ...sentence(receives(usage), page, 0),
    ...sentence(judgedAs(usage.verdict), page, 0),
    ...(start === undefined
      ? []
      : [
          '',
          ...sentence('Nothing leaves before its SDK has started, so what holds for the start holds for this line:', page, 0),
          ...spot({ span: start.span, note: judgedAs(start.verdict) }, page),
        ]),
    ...(story.worlds.length === 0 ? decidedBy(usage.verdict, page) : worlds(story, page)),
    ...missLines(story, page),
    ...callerLines(story, page),
    ...(usage.verdict.kind === 'none'
      ? []
      : [...transferLines(story, page), ...remedyLines(story, usage.verdict.kind === 'gated' || usage.verdict.kind === 'withheld', page)]),
  ];
}

function receives(usage: JudgedUsage): string {
  const outside = usage.recipients.filter(({ countries }) => countries.length > 0);
  const who = distinct(
    outside.map(({ entity, countries }) => `${entity === 'unknown' ? 'a recipient that is not known' : entity} (${countryNames(countries)})`),
  );
  const data = distinct(usage.data.map(({ category }) => category.replaceAll('-', ' ')));
  const shown = data.length > 6 ? [...data.slice(0, 5), 'more'] : data;
  if (who.length === 0) return `${usage.productName} ${ACT[usage.touch]} here. Nobody outside the own network receives anything.`;
  return `${usage.productName} ${ACT[usage.touch]} here. ${capital(listed(who))} ${who.length === 1 ? 'receives' : 'receive'} ${data.length === 0 ? 'data' : listed(shown)}.`;
}

const ACT: Readonly<Record<JudgedUsage['touch'], string>> = {
  load: 'is loaded',
  'script-tag': 'is loaded',
  embed: 'is embedded',
  component: 'is shown',
  init: 'is started',
  start: 'is started',
  send: 'is sent something',
  identify: 'is told who the user is',
  endpoint: 'is called',
  dependency: 'is brought in',
  declaration: 'is set up',
};

function judgedAs({ kind, defect, grants, confidence }: Verdict): string {
  const sure =
    confidence === undefined || confidence === 'high'
      ? ''
      : ` (confidence ${confidence}: ${confidence === 'low' ? 'known by names alone' : 'known by names and what is stored'})`;
  switch (kind) {
    case 'gated': {
      const purposes = grants.filter((purpose) => purpose !== 'any');
      return `Gated: nothing gets here before the user agreed${purposes.length === 0 ? '' : ` to ${listed(purposes.map((purpose) => PURPOSES[purpose] ?? purpose))}`}${sure}.`;
    }
    case 'withheld':
      return `Withheld: the SDK's own switch holds it back${sure}.`;
    case 'defective':
      return `Defective${defect === undefined ? '' : ` (${defect})`}: a check is there, and does not hold${sure}.`;
    case 'ungated':
      return 'Ungated: nobody is asked before.';
    case 'unknown':
      return 'Unknown: it could not be made out how control gets here, so it counts as open.';
    case 'none':
      return 'None: nothing leaves at this line.';
  }
}

const PURPOSES: Readonly<Record<string, string>> = {
  ai: 'AI',
  transfer: 'the transfer abroad',
  sensitive: 'sensitive data',
  'tracking-id': 'an identifier for tracking',
  policy: 'the policy',
};

/** What decides where the ways through the code do not. */
function decidedBy({ because }: Verdict, page: Page): readonly string[] {
  return ['', heading('Decided by', page), ...because.flatMap((one) => spot(one, page))];
}

const WHEN: Readonly<Record<Answer, string>> = { undecided: 'before the user chose', refused: 'after a refusal', granted: 'after consent' };

/** Worlds that go alike are told once; so is a gate that stops several of them. */
function worlds({ worlds: all, gates }: Story, page: Page): readonly string[] {
  const keyOf = (world: WorldTold) => JSON.stringify([world.isReached, world.way, world.stops]);
  const told = new Set<GateTold>();
  return distinct(all.map(keyOf)).flatMap((key) => {
    const alike = all.filter((world) => keyOf(world) === key);
    const [first] = alike;
    if (first === undefined) return [];
    const head = `${capital(listed(alike.map(({ answer }) => WHEN[answer])))}: ${first.isReached ? 'reached' : 'not reached'}`;
    const isBad = first.isReached !== (first.answer === 'granted');
    const stops = first.stops.flatMap((stop) => {
      const gate = gates.find(({ span }) => span.file === stop.span.file && span.start === stop.span.start);
      const isNew = gate !== undefined && !told.has(gate);
      if (gate !== undefined) told.add(gate);
      return [...spot(stop, page), ...(isNew ? gateLines(gate, page) : [])];
    });
    const body = first.isReached ? way(first.way, page) : stops.length === 0 ? sentence('No way leads here.', page, 2) : stops;
    return ['', page.paint('bold', page.paint(isBad ? 'red' : 'green', head)), ...body];
  });
}

function way(steps: readonly Evidence[], page: Page): readonly string[] {
  const left = steps.length > STEPS ? steps.length - STEPS : 0;
  const shown = left === 0 ? steps : [...steps.slice(0, 3), ...steps.slice(3 + left)];
  return shown.flatMap((step, index) => [...(left > 0 && index === 3 ? [page.paint('dim', `  ┆ ${left} more steps`)] : []), ...spot(step, page)]);
}

function gateLines({ asks, grants, origins }: GateTold, page: Page): readonly string[] {
  const purposes = grants.filter((purpose) => purpose !== 'any').map((purpose) => PURPOSES[purpose] ?? purpose);
  const to = purposes.length === 0 ? '' : `, which is a yes to ${listed(purposes)}`;
  return [
    ...(asks.length > 0 ? sentence(`It asks ${listed(asks.slice(0, 4))}${to}.`, page, 6) : []),
    ...origins.flatMap((origin) => originLines(origin, page)),
  ];
}

const KINDS: Readonly<Record<OriginTold['kind'], string>> = {
  stored: 'the stored value',
  state: 'the state',
  property: 'the property',
  variable: 'the variable',
  parameter: 'the parameter',
};

function originLines({ name, kind, writers }: OriginTold, page: Page): readonly string[] {
  const written = writers.filter(({ isFirst, answers }) => isFirst || answers.length > 0);
  const none = kind === 'stored' && !writers.some(({ isFirst }) => isFirst) ? ' At first there is none.' : '';
  if (written.length === 0) return sentence(`It reads ${KINDS[kind]} “${name}”, which nothing in the program writes.`, page, 6);
  const hidden = written.length - WRITERS;
  return [
    ...sentence(`It reads ${KINDS[kind]} “${name}”.${none} It becomes`, page, 6),
    ...written.slice(0, WRITERS).flatMap((writer) => writerLines(writer, page)),
    ...(hidden > 0 ? [page.paint('dim', `        and ${hidden} more`)] : []),
  ];
}

function writerLines({ span, value, isFirst, answers, act }: WriterTold, page: Page): readonly string[] {
  const by = act === undefined ? '' : `: ${act.note}, ${placeText(act.span, page)}`;
  const when = isFirst
    ? 'from the start'
    : answers.length === 3
      ? 'whatever the user chose'
      : `${answers.length === 1 ? 'only ' : ''}${listed(answers.map((answer) => WHEN[answer]))}${by}`;
  return spot({ span, note: `${value === 'nothing' ? 'taken away,' : (value ?? 'what this yields,')} ${when}` }, page, 8);
}

function missLines({ miss }: Story, page: Page): readonly string[] {
  if (miss === undefined) return [];
  const { span, why, defect, origins, beside } = miss;
  return [
    '',
    heading('The nearest test', page),
    ...(span === undefined ? [] : spot({ span, note: '' }, page)),
    ...sentence(`${capital(why)}.${defect === undefined ? '' : ` What is wrong: ${defect}.`}`, page, span === undefined ? 2 : 6),
    ...origins.flatMap((origin) => originLines(origin, page)),
    ...beside.flatMap((one) => spot(one, page)),
  ];
}

function callerLines({ callers, moreCallers }: Story, page: Page): readonly string[] {
  if (callers.length === 0) return [];
  return [
    '',
    heading('Who calls', page),
    ...callers.flatMap((caller) => spot({ span: caller.span, note: `${caller.note}; ${getsThere(caller)}` }, page)),
    ...(moreCallers > 0 ? [page.paint('dim', `  and ${moreCallers} more`)] : []),
  ];
}

function getsThere({ answers }: Caller): string {
  if (answers.length === 3) return 'gets there whatever the user chose';
  if (answers.length === 0) return 'never gets there';
  return `gets there ${answers.map((answer) => WHEN[answer]).join(' and ')} only`;
}

function transferLines({ transfer }: Story, page: Page): readonly string[] {
  const { level, why, span, next } = transfer;
  return [
    '',
    heading('Consent to the transfer abroad itself', page),
    `  ${['none', 'named', 'screen', 'recorded', 'declared'].map((step) => (step === level ? page.paint('bold', `[${step}]`) : page.paint('dim', step))).join(' → ')}`,
    ...sentence(`${capital(why)}.`, page, 2),
    ...(span === undefined ? [] : spot({ span, note: '' }, page)),
    ...(next === undefined ? [] : sentence(`The next step is ${next}.`, page, 2)),
  ];
}

function remedyLines({ remedy, known }: Story, isGated: boolean, page: Page): readonly string[] {
  return [
    '',
    heading(isGated ? 'What is left to do' : 'To make it gated', page),
    ...sentence(remedy, page, 2),
    ...(known === undefined ? [] : [...sentence(`The app asks already for ${known.note}:`, page, 2), ...spot({ span: known.span, note: '' }, page)]),
  ];
}

const heading = (text: string, { paint }: Page): string => paint('bold', text);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

function sentence(text: string, { width }: Page, indent: number): readonly string[] {
  return wrap(wordsOf(plain(text)), width - indent).map((line) => ' '.repeat(indent) + line);
}

/** A place with its source line, and below it what it has to do with the matter. */
function spot({ span, note }: Evidence, page: Page, indent = 2): readonly string[] {
  const place = placeText(span, page);
  const head = `${' '.repeat(indent)}${page.paint('cyan', place)}`;
  const code = codeAt(span, page, Math.max(20, page.width - indent - widthOf(place) - 2));
  return [code === '' ? head : `${head}  ${code}`, ...(note === '' ? [] : sentence(note, page, indent + 4))];
}

function placeText(span: Span, { sources }: Page): string {
  const { file, line } = sources.place(span);
  return `${plain(file)}:${line}`;
}

/** The source line of a place as one harmless line, cut where it is too long. */
function codeAt(span: Span, { sources }: Page, room: number): string {
  const lines = sources.lines(span.file);
  if (lines === undefined) return '';
  const { start, end } = boundsOf(lines, sources.place(span).line);
  // Of a minified line only what stands at the place.
  const from = end - start > 400 ? Math.max(start, span.start) : start;
  const text = escapeControls(lines.text.slice(from, Math.min(end, from + 400)).trim()).replaceAll('\t', ' ');
  let cut = '';
  for (const { text: cell } of cellsOf(text)) {
    if (widthOf(cut) + widthOf(cell) + 1 > room) return `${cut}…`;
    cut += cell;
  }
  return padTo(cut, 0);
}
