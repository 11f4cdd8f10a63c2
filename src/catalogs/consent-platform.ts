import type {
  ConsentCatalog,
  ConsentMarkup,
  ConsentPrompt,
  ConsentReaction,
  ConsentRead,
  Constant,
  Purpose,
  Question,
  Regions,
  ThreeValues,
} from '../model/consent.js';
import { asPurposes } from './consent-words.js';
import { expandBraces, pathFault } from './paths.js';
import { asId } from './sdk-vendor.js';
import { asDate, asFields, asFlag, asList, asNumber, asOneOf, asScalar, asText, asTexts, type Cursor, complain, type Fields, isList, need } from './yaml.js';

/** One platform's file, compiled. */
export interface Platform {
  readonly id: string;
  readonly name: string;
  readonly checked: string;
  readonly regions?: Regions;
  readonly reads: readonly ConsentRead[];
  readonly reactions: readonly ConsentReaction[];
  readonly prompts: readonly ConsentPrompt[];
  readonly constants: ConsentCatalog['constants'];
  readonly markup: readonly ConsentMarkup[];
  readonly marks: readonly string[];
  readonly storageKeys: ConsentCatalog['storageKeys'];
}

interface Head {
  readonly api: string;
  readonly sources: ReadonlySet<string>;
  readonly inherited: readonly string[];
}

const KINDS = ['vendor-docs', 'vendor-source', 'registry', 'third-party'] as const;

/** Known without an address: what is remembered, and what was seen in code that anybody can read. */
const UNADDRESSED = ['memory', 'public-code'];

/** Values of the commonest read: a yes that is false until it was given. */
const YES_NO: ThreeValues = { undecided: false, refused: false, granted: true };

/** Reads a platform's file; undefined if it has no id, name or date. */
export function readPlatform(at: Cursor): Platform | undefined {
  const fields = asFields(at, [
    'id',
    'name',
    'checked',
    'sources',
    'from',
    'regions',
    'marks',
    'reads',
    'reactions',
    'prompts',
    'constants',
    'markup',
    'storageKeys',
    'examples',
  ]);
  const api = asId(need(at, fields, 'id'));
  const name = asText(need(at, fields, 'name'));
  const checked = asDate(need(at, fields, 'checked'));
  if (api === undefined || name === undefined || checked === undefined) return undefined;
  const head: Head = { api, sources: readSources(fields.get('sources')), inherited: asTexts(fields.get('from')) };
  if (fields.has('from')) checkFrom(at, fields, head);
  checkExamples(fields.get('examples'));
  const regions = readRegions(fields.get('regions'), head);
  const reads = asList(fields.get('reads')).flatMap((item) => readRead(item, head));
  const reactions = asList(fields.get('reactions')).flatMap((item) => readReaction(item, head));
  const events = [...reads, ...reactions].flatMap(({ path }) => EVENT_ROOT.exec(path)?.[0].slice('event:'.length) ?? []);
  return {
    id: api,
    name,
    checked,
    ...(regions === undefined ? {} : { regions }),
    marks: [...asTexts(need(at, fields, 'marks')), ...events],
    reads,
    reactions,
    prompts: asList(fields.get('prompts')).flatMap((item) => readPrompt(item, head)),
    constants: asList(fields.get('constants')).flatMap((item) => readConstants(item, head)),
    markup: asList(fields.get('markup')).flatMap((item) => readMarkup(item, head) ?? []),
    storageKeys: asList(fields.get('storageKeys')).flatMap((item) => readStorageKey(item, head)),
  };
}

/** Examples are for the reader and for the tests; no more of them is needed here than that they are there. */
function checkExamples(at: Cursor | undefined): void {
  if (at === undefined) return;
  const fields = asFields(at, ['gated', 'open']);
  for (const field of fields.values()) asText(field);
}

function readRegions(at: Cursor | undefined, head: Head): Regions | undefined {
  if (at === undefined) return undefined;
  const fields = asFields(at, ['korea', 'because', 'from']);
  checkFrom(at, fields, head);
  const korea = asOneOf(need(at, fields, 'korea'), ['asked', 'not-asked', 'configured', 'records'] as const);
  const because = asText(need(at, fields, 'because'));
  if (korea === undefined || because === undefined) return undefined;
  const names = fields.has('from') ? asTexts(fields.get('from')) : head.inherited;
  return { korea, because, lookedUp: !names.includes('memory') };
}

function readRead(at: Cursor, head: Head): readonly ConsentRead[] {
  const fields = asFields(at, ['path', 'values', 'purposes', 'purposesBy', 'alwaysOn', 'answeredOnly', 'regional', 'async', 'asks', 'from']);
  checkFrom(at, fields, head);
  const values = readValues(fields.get('values')) ?? YES_NO;
  const answeredOnly = asFlag(fields.get('answeredOnly')) ?? false;
  const by = readPurposesBy(fields.get('purposesBy'));
  if (!fields.has('purposes') && by === undefined) complain(at, 'expected purposes or purposesBy, found neither');
  if (!answeredOnly && sameSet(values.granted, values.refused))
    complain(at, 'expected a granted value that differs from the refused one, or answeredOnly: true');
  const purposes = asPurposes(fields.get('purposes'));
  const asked = readQuestion(fields.get('asks'));
  return asConsentPaths(at, fields).map((path) => ({
    api: head.api,
    path,
    values,
    answeredOnly,
    regional: asFlag(fields.get('regional')) ?? false,
    isAsync: asFlag(fields.get('async')) ?? false,
    purposes,
    ...(by === undefined ? {} : { purposesBy: by }),
    alwaysOn: asTexts(fields.get('alwaysOn')),
    ...asked,
  }));
}

function readReaction(at: Cursor, head: Head): readonly ConsentReaction[] {
  const fields = asFields(at, ['path', 'means', 'purposes', 'implicitWith', 'asks', 'from']);
  checkFrom(at, fields, head);
  const means = asOneOf(need(at, fields, 'means'), ['granted', 'refused', 'answered', 'always'] as const);
  const implicitWith = asTexts(fields.get('implicitWith'));
  const purposes = asPurposes(need(at, fields, 'purposes'));
  const asked = readQuestion(fields.get('asks'));
  if (means === undefined) return [];
  return asConsentPaths(at, fields).map((path) => ({ api: head.api, path, means, purposes, ...(implicitWith.length === 0 ? {} : { implicitWith }), ...asked }));
}

const WHERE = /^arg\(\d+\+?\)(?:\.\w+)*$/;

/** The words and the buttons of a dialogue, by where they stand in its call. */
function readQuestion(at: Cursor | undefined): { readonly asks?: Question } {
  if (at === undefined) return {};
  const fields = asFields(at, ['words', 'buttons', 'answer', 'closed']);
  const places = (field: string): readonly string[] => {
    const owner = fields.get(field);
    const written = asTexts(owner);
    for (const text of written) if (owner && !WHERE.test(text)) complain(owner, `expected a place such as arg(0).title, found "${text}"`);
    return written;
  };
  need(at, fields, 'words');
  const words = places('words');
  const [buttons, closed] = [places('buttons'), places('closed')];
  if (buttons.length === 0) return { asks: { words } };
  const answer = asOneOf(need(at, fields, 'answer'), ['index', 'label'] as const);
  return answer === undefined ? {} : { asks: { words, buttons: { at: buttons, answer, ...(closed.length === 0 ? {} : { closed }) } } };
}

function readPrompt(at: Cursor, head: Head): readonly ConsentPrompt[] {
  const fields = asFields(at, ['path', 'from']);
  checkFrom(at, fields, head);
  return asConsentPaths(at, fields).map((path) => ({ api: head.api, path }));
}

/** `of` is the path of an enum, `members` its names with their values. */
function readConstants(at: Cursor, head: Head): ConsentCatalog['constants'] {
  const fields = asFields(at, ['of', 'members', 'from']);
  checkFrom(at, fields, head);
  const of = need(at, fields, 'of');
  const members = need(at, fields, 'members');
  if (of === undefined || members === undefined) return [];
  const owners = asTexts(of).flatMap((text) => expanded(of, text));
  return owners.flatMap((owner) =>
    [...asFields(members)].map(([name, field]) => ({ api: head.api, path: `${owner}.${name}`, value: asScalar(field) ?? null })),
  );
}

function readMarkup(at: Cursor, head: Head): ConsentMarkup | undefined {
  const fields = asFields(at, ['attribute', 'prefix', 'purposes', 'alwaysOn', 'exempt', 'negation', 'inertTypes', 'source', 'around', 'seenWith', 'from']);
  checkFrom(at, fields, head);
  const attribute = asText(need(at, fields, 'attribute'));
  const [prefix, negation, source] = [asText(fields.get('prefix')), asText(fields.get('negation')), asText(fields.get('source'))];
  const around = asOneOf(fields.get('around'), ['template'] as const);
  if (attribute === undefined) return undefined;
  return {
    api: head.api,
    attribute,
    ...(prefix === undefined ? {} : { prefix }),
    purposes: readPurposeMap(need(at, fields, 'purposes')),
    alwaysOn: asTexts(fields.get('alwaysOn')),
    exempt: asTexts(fields.get('exempt')),
    ...(negation === undefined ? {} : { negation }),
    inertTypes: fields.has('inertTypes') ? asTexts(fields.get('inertTypes')) : ['text/plain'],
    ...(source === undefined ? {} : { source }),
    ...(around === undefined ? {} : { around }),
    ...(fields.has('seenWith') ? { seenWith: asTexts(fields.get('seenWith')) } : {}),
  };
}

function readStorageKey(at: Cursor, head: Head): ConsentCatalog['storageKeys'] {
  const fields = asFields(at, ['key', 'purposes', 'values', 'from']);
  checkFrom(at, fields, head);
  const purposes = asPurposes(need(at, fields, 'purposes'));
  const values = readValues(need(at, fields, 'values'));
  if (values === undefined) return [];
  return asTexts(need(at, fields, 'key')).map((key) => ({ api: head.api, key, purposes, values }));
}

function readPurposesBy(at: Cursor | undefined): ConsentRead['purposesBy'] {
  if (at === undefined) return undefined;
  const fields = asFields(at, ['arg', 'map']);
  const arg = asNumber(need(at, fields, 'arg'));
  const map = readPurposeMap(need(at, fields, 'map'));
  return arg === undefined ? undefined : { arg, map };
}

function readPurposeMap(at: Cursor | undefined): Readonly<Record<string, readonly Purpose[]>> {
  if (at === undefined) return {};
  return Object.fromEntries([...asFields(at)].map(([name, field]) => [name, asPurposes(field)]));
}

function readValues(at: Cursor | undefined): ThreeValues | undefined {
  if (at === undefined) return undefined;
  const fields = asFields(at, ['undecided', 'refused', 'granted']);
  const value = (name: string) => asValue(need(at, fields, name));
  return { undecided: value('undecided'), refused: value('refused'), granted: value('granted') };
}

function asValue(at: Cursor | undefined): ThreeValues['granted'] {
  if (at === undefined) return 'absent';
  const single = (item: Cursor): Constant => asScalar(item) ?? null;
  return isList(at) ? asList(at).map(single) : single(at);
}

function sameSet(a: ThreeValues['granted'], b: ThreeValues['granted']): boolean {
  const texts = (value: ThreeValues['granted']) => JSON.stringify([value].flat().map(String).sort());
  return texts(a) === texts(b);
}

/** Access paths as everywhere, and `event:<name>` for what listeners on the window or the document are given. */
function asConsentPaths(owner: Cursor, fields: Fields): readonly string[] {
  const at = need(owner, fields, 'path');
  const written = at === undefined ? [] : asTexts(at);
  return [...new Set(written.flatMap((text) => expanded(at ?? owner, text)))];
}

function expanded(at: Cursor, text: string): readonly string[] {
  const family = expandBraces(text);
  const fault =
    family === undefined
      ? 'braces that are closed and not nested'
      : family.map((path) => pathFault(path.replace(EVENT_ROOT, 'global:event'))).find((found) => found !== undefined);
  if (fault !== undefined) complain(at, `expected an access path: ${fault}`);
  return fault === undefined ? (family ?? []) : [];
}

const EVENT_ROOT = /^event:[\w:-]+/;

function checkFrom(owner: Cursor, fields: Fields, head: Head): void {
  const at = fields.get('from');
  const names = at === undefined ? head.inherited : asTexts(at);
  for (const name of names) {
    if (!head.sources.has(name)) complain(at ?? owner, `expected a source of this file (${[...head.sources].join(', ')}), found "${name}"`);
  }
  if (names.length === 0) complain(owner, 'expected from (where it was read), here or on the platform, found none');
}

function readSources(at: Cursor | undefined): ReadonlySet<string> {
  const sources = new Set(UNADDRESSED);
  if (at === undefined) return sources;
  for (const [id, field] of asFields(at)) {
    const parts = asFields(field, ['kind', 'url', 'opened']);
    asOneOf(need(field, parts, 'kind'), KINDS);
    const url = asText(need(field, parts, 'url'));
    asDate(need(field, parts, 'opened'));
    if (url !== undefined && !/^https:\/\/\S+$/.test(url)) complain(field, `expected an https address, found "${url}"`);
    sources.add(id);
  }
  return sources;
}
