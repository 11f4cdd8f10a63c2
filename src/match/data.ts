import type { Run } from '../flow/engine.js';
import type { Evidence } from '../model/place.js';
import type { Product } from '../model/sdk.js';
import type { Datum, TouchKind } from '../model/usage.js';
import { isNeutral, nameSays } from './data-words.js';
import { askedBy, askedUnder, keyOf } from './form-inputs.js';
import { type Given, placesOf } from './given.js';
import { type Borne, boundsOf, isFixed, type Leaf, rootsOf, type Walk, walkValue } from './value-leaves.js';

/** Bindings whose value is handed to a model as it is, by module and number, with the kind that it has there. */
export type Typed = Map<string, string>;

export interface Sending {
  readonly product: Product;
  readonly touch: TouchKind;
  readonly given: Given;
}

/** Expressions looked at for one usage. */
const MOST_EXPRESSIONS = 400;
const MOST_EVIDENCE = 3;

/**
 * What kinds of data the values carry that a usage hands over, each with the places that show it. Only what is seen on its way
 * counts: a name, a field of a form, a source of the device. Values of an unknown kind are not told. `typed` collects what
 * goes to a model as it is, and tells it again where it goes elsewhere.
 */
export function dataOf(run: Run, sending: Sending, typed: Typed): readonly Datum[] {
  const found = new Map<string, Evidence[]>();
  const tell = (said: Said | undefined) => {
    if (said === undefined) return;
    const list = found.get(said.category) ?? [];
    for (const one of said.because) {
      const isKnown = list.some(({ span }) => span.start === one.span.start && span.file === one.span.file);
      if (list.length < MOST_EVIDENCE && !isKnown) list.push(one);
    }
    found.set(said.category, list);
  };
  for (const { at, part, keys } of placesOf(run, sending.given)) {
    const walk: Walk = { run, left: MOST_EXPRESSIONS, seen: new Set(), emit: (leaf) => tell(saidOf(run, sending, part, leaf, typed)) };
    walkValue(walk, at, keys);
  }
  return [...found].map(([category, because]) => ({ category, how: 'argument' as const, because }));
}

/** Joins what was seen to what the catalog says in general: a kind that was seen stands with its places. */
export function withSeen(general: readonly Datum[], seen: readonly Datum[]): readonly Datum[] {
  const kinds = new Set(seen.map(({ category }) => category));
  return [...general.filter(({ category, how }) => how === 'auto' || !kinds.has(category)), ...seen];
}

interface Said {
  readonly category: string;
  readonly because: readonly Evidence[];
}

/** What kind of data one value is; the surest sign counts. */
function saidOf(run: Run, sending: Sending, part: string, leaf: Leaf, typed: Typed): Said | undefined {
  const { names, at } = leaf;
  const val = run.value(at.module, at.expr);
  const roots = rootsOf(val);
  if (isFixed(val) || roots.some((root) => FROM_SETTINGS.test(root))) return undefined;
  const said = names.map((borne) => ({ borne, says: nameSays(borne.name, borne.owner) }));
  if (said.some(({ says }) => says === 'not')) return undefined;
  const source = sourceOf(roots, names);
  if (source !== undefined) return { category: source, because: [evidenceAt(run, leaf, `comes from ${WORDS[source] ?? 'the device'}`)] };
  const named = said.find(({ says }) => says !== undefined);
  const field = fieldOf(run, leaf);
  if (field !== undefined && (named === undefined || field.category !== 'input'))
    return { category: field.category, because: [evidenceAt(run, leaf, WORDS[field.category] ?? 'typed by the user'), ...field.because] };
  if (named?.says !== undefined) return { category: named.says, because: [evidenceOf(run, named.borne, WORDS[named.says] ?? named.says)] };
  const key = keySays(leaf);
  if (key !== undefined) return { category: key, because: [evidenceAt(run, leaf, WORDS[key] ?? key)] };
  if (!isAi(sending.product)) {
    const known = names.find(({ module, binding }) => binding !== undefined && typed.has(`${module}:${binding}`));
    if (known !== undefined)
      return { category: typed.get(`${known.module}:${known.binding}`) ?? 'prompt', because: [evidenceOf(run, known, 'also handed to a model')] };
  }
  const placed = placeSays(sending, part, leaf);
  if (placed === undefined) return undefined;
  if (isAi(sending.product) && leaf.whole && /^(?:prompt|conversation|message)$/.test(placed) && !leaf.keys.some((name) => SYSTEM.test(name)))
    for (const { module, binding } of names.slice(0, 2)) if (binding !== undefined) typed.set(`${module}:${binding}`, placed);
  return { category: placed, because: [evidenceAt(run, leaf, WORDS[placed] ?? placed)] };
}

const FROM_SETTINGS = /^(?:global:process\.env|meta:\.env|global:Deno\.env)/;
const SYSTEM = /^(?:system|instructions|systemInstruction|system_instruction|context)$/i;

export const isAi = ({ category }: Pick<Product, 'category'>): boolean => category.startsWith('ai-') && category !== 'ai-observability';

/** A key of an object literal says what stands under it, where the value itself has no name that speaks. */
function keySays({ keys, names, at }: Leaf): string | undefined {
  const key = keys.at(-1);
  if (key === undefined || names.some(({ name }) => /^(?:is|has|num)[A-Z_]/.test(name))) return undefined;
  if (at.expr.kind !== 'ref' && at.expr.kind !== 'member' && at.expr.kind !== 'call') return undefined;
  const says = nameSays(key, keys.at(-2));
  // A prompt to install, a message of an error: for these the value has to speak itself.
  return says === 'not' ? undefined : says;
}

/** Sources of the device, by the way to them. */
const SOURCES: readonly (readonly [RegExp, string])[] = [
  [/^npm:expo-location#(?:\*\.)?(?:getCurrentPositionAsync|getLastKnownPositionAsync|watchPositionAsync|reverseGeocodeAsync)/, 'location-precise'],
  [
    /^npm:(?:@react-native-community\/geolocation|react-native-geolocation-service|@capacitor\/geolocation|@ionic-native\/geolocation[\w/]*)#.*(?:getCurrentPosition|watchPosition)/,
    'location-precise',
  ],
  [/^npm:(?:@react-native-community\/geolocation|react-native-geolocation-service)#/, 'location-precise'],
  [/^global:navigator\.geolocation\b/, 'location-precise'],
  [/^global:(?:wx|uni|my|tt|swan|qq|ks)\.(?:getLocation|getFuzzyLocation|chooseLocation|onLocationChange)/, 'location-precise'],
  [/^npm:expo-contacts#|^npm:react-native-contacts#|^npm:@capacitor-community\/contacts#|^global:navigator\.contacts\b/, 'contacts'],
  [/^npm:(?:react-native-health|react-native-health-connect|@kingstinct\/react-native-healthkit|expo-health[\w-]*|@perfood\/capacitor-healthkit)#/, 'health'],
  [/^npm:(?:expo-image-picker|react-native-image-picker|react-native-image-crop-picker|@capacitor\/camera)#/, 'image'],
  [/^npm:(?:expo-document-picker|react-native-document-picker|@react-native-documents\/picker)#/, 'file'],
];

/** Parts of what a source gives that say nothing about the person. */
const ASIDE = /^(?:timestamp|mocked|length|status|granted|canceled|cancelled|hasNextPage|type|mimeType|fileSize|width|height|code|message|error)$/;

function sourceOf(roots: readonly string[], names: readonly Borne[]): string | undefined {
  const coords = names.find(
    ({ name, owner }) =>
      /^(?:latitude|longitude|accuracy|altitude)$/.test(name) && /^(?:coords|currentPosition|userLocation|myLocation|deviceLocation)$/.test(owner ?? ''),
  );
  const byName = coords === undefined ? undefined : 'location-precise';
  const source = SOURCES.find(([pattern]) => roots.some((root) => pattern.test(root)))?.[1] ?? byName;
  return source !== undefined && names.some(({ name }) => ASIDE.test(name)) ? undefined : source;
}

/** A field of a form shows the value, or it is read from one. */
function fieldOf(run: Run, { names, at }: Leaf): { readonly category: string; readonly because: readonly Evidence[] } | undefined {
  const { program } = run.engine;
  for (const { module, binding } of names) {
    const facts = program.modules[module];
    const asked = facts === undefined || binding === undefined ? undefined : askedBy(facts, program.texts).get(String(binding));
    if (facts !== undefined && asked !== undefined)
      return { category: asked.category, because: [{ span: { file: facts.file, start: asked.start, end: asked.end }, note: 'the field where it is typed' }] };
  }
  const facts = program.modules[at.module];
  if (facts === undefined) return undefined;
  const key = keyOf(at.expr);
  const asked = key === undefined ? undefined : askedBy(facts, program.texts).get(key);
  if (asked !== undefined)
    return { category: asked.category, because: [{ span: { file: facts.file, start: asked.start, end: asked.end }, note: 'the field where it is typed' }] };
  if (at.expr.kind !== 'member' || at.expr.name !== 'value') return undefined;
  for (const value of run.value(at.module, at.expr.object).values) {
    if (value.k !== 'object' || value.what !== 'dom') continue;
    const id = /^dom:.*?([\w-]+)["'\]]*$/.exec(value.place)?.[1];
    const element = id === undefined ? undefined : askedUnder(program, id);
    if (element === undefined) return { category: idSays(id) ?? 'input', because: [] };
    const file = program.modules[element.module]?.file ?? '';
    return {
      category: element.asked.category,
      because: [{ span: { file, start: element.asked.start, end: element.asked.end }, note: 'the field where it is typed' }],
    };
  }
  return undefined;
}

function idSays(id: string | undefined): string | undefined {
  const says = id === undefined ? undefined : nameSays(id);
  return says === 'not' ? undefined : says;
}

const SETTINGS =
  /^(?:model|temperature|max_?tokens|top_?p|role|id|name|tools?|tool_choice|stream|type|format|response_format|n|stop|seed|user|metadata|headers|apiKey|language|lang|voice|size|quality|url|method|timeout|signal|abortSignal|dimensions|encoding_format)$/i;
const MEDIA: readonly (readonly [RegExp, string])[] = [
  [/^(?:image|images|image_url|imageUrl|inlineData|inline_data|mask)$/, 'image'],
  [/^(?:audio|input_audio|speech|recording)$/, 'audio'],
  [/^(?:video|videos)$/, 'video'],
  [/^(?:file|files|document|documents|file_data|Body|fileData)$/, 'file'],
];
const TEXT = /^(?:messages|prompt|prompts|input|inputs|contents?|text|texts|parts|instructions|system|systemInstruction|query|question|documents|q)$/;
const BY_CATEGORY: Readonly<Record<string, readonly string[]>> = {
  'ai-llm': ['prompt', 'conversation', 'message'],
  'ai-gateway': ['prompt', 'conversation', 'message'],
  'ai-image': ['prompt', 'image'],
  'ai-speech': ['audio', 'message', 'prompt'],
  translation: ['message', 'prompt'],
  search: ['search-query'],
};

/** What stands in this argument of such a call, whatever its name: the text for a model, the id of who is identified. */
function placeSays({ product, touch, given }: Sending, part: string, leaf: Leaf): string | undefined {
  const taken = product.data.filter(({ how }) => how === 'argument').map(({ category }) => category);
  const keys = [...part.split('.').slice(1), ...leaf.keys];
  if (touch === 'identify' && part === 'arg(0)' && leaf.keys.length === 0 && taken.includes('user-id') && leaf.whole && isOpen(leaf)) return 'user-id';
  const media = MEDIA.find(([pattern]) => keys.some((key) => pattern.test(key)))?.[1];
  if (media !== undefined && (taken.includes(media) || isAi(product))) return media;
  if (keys.some((key) => SETTINGS.test(key))) return undefined;
  const kinds = BY_CATEGORY[product.category];
  if (kinds === undefined) return product.category === 'storage' && leaf.keys.at(-1) === 'Body' ? 'file' : undefined;
  const isText = keys.some((key) => TEXT.test(key)) || (given.kind === 'call' && leaf.keys.length === 0 && /^arg\(\d\)$/.test(part) && isOpen(leaf));
  if (!isText) return undefined;
  if (keys.at(-1) === 'messages' && leaf.whole && isAi(product)) return 'conversation';
  return kinds.find((kind) => taken.includes(kind)) ?? (isAi(product) ? 'prompt' : undefined);
}

/** A bare argument that may be a text: not an object that is passed on whole. */
function isOpen({ at }: Leaf): boolean {
  return at.expr.kind !== 'call' && at.expr.kind !== 'global';
}

function evidenceOf(run: Run, { module, start, end, name }: Borne, note: string): Evidence {
  return { span: { file: run.engine.program.modules[module]?.file ?? '', start, end }, note: isNeutral(name) ? note : `${name}: ${note}` };
}

function evidenceAt(run: Run, { at, names }: Leaf, note: string): Evidence {
  const facts = run.engine.program.modules[at.module];
  const bounds = facts === undefined ? undefined : boundsOf(facts, at.expr);
  const borne = names.at(-1);
  if (facts === undefined || bounds === undefined)
    return borne === undefined ? { span: { file: facts?.file ?? '', start: 0, end: 0 }, note } : evidenceOf(run, borne, note);
  return { span: { file: facts.file, ...bounds }, note: borne === undefined ? note : `${borne.name}: ${note}` };
}

const WORDS: Readonly<Record<string, string>> = {
  prompt: 'text for a model',
  conversation: 'a conversation',
  message: 'the text of a message',
  input: 'what the user types',
  email: 'an e-mail address',
  phone: 'a phone number',
  name: 'the name of a person',
  address: 'an address',
  'user-id': 'an id of a user',
  'device-id': 'an id of a device',
  'ad-id': 'an advertising id',
  'government-id': 'an identity number',
  payment: 'a number of a card or account',
  credentials: 'a password',
  health: 'health data',
  biometric: 'biometric data',
  genetic: 'genetic data',
  'location-precise': 'the position of the device',
  contacts: 'the address book',
  file: 'a file',
  image: 'an image',
  audio: 'audio',
  video: 'video',
  'search-query': 'what is searched for',
};
