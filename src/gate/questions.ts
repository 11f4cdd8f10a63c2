import type { Engine } from '../flow/engine.js';
import { callAt, placeAt } from '../flow/engine.js';
import type { Where } from '../flow/members.js';
import { argumentAt, partOf } from '../flow/predicates.js';
import { type Api, NOTHING, type Site, type Val, type Value } from '../flow/values.js';
import type { Constant, Lexicon, Question } from '../model/consent.js';
import { readText } from './lexicon.js';

/** A dialogue in which the user is asked for consent. */
export interface Asked {
  readonly text: string;
  readonly where: Where;
  /** What is answered by who says yes, by who does not, and by who presses no button, where the buttons tell. */
  readonly answers?: { readonly yes: readonly Answer[]; readonly no: readonly Answer[]; readonly closed: readonly Answer[] };
}

type Answer = Constant | 'absent';

interface Dialogue {
  readonly engine: Engine;
  readonly site: Site;
  readonly where: Where;
  readonly lexicon: Lexicon;
}

/** More arguments than any dialogue takes. */
const MOST_ARGUMENTS = 8;

/**
 * Reads what a dialogue asks. Undefined where its words cannot be read, where they ask for something else or for a no, or where the
 * buttons do not tell one yes from all else: then its answer says nothing of consent.
 */
export function askedIn(engine: Engine, question: Question, api: Api, lexicon: Lexicon): Asked | undefined {
  const site = api.steps.findLast((step) => step.site !== undefined)?.site;
  if (site === undefined) return undefined;
  const [module, index] = site.split(':').map(Number) as [number, number];
  const { start = 0, end = 0 } = callAt(engine, module, index) ?? {};
  const where = { module, start, end };
  const dialogue: Dialogue = { engine, site, where, lexicon };
  const words = question.words.flatMap((place) => valuesAt(dialogue, place)).map((val) => wordsIn(engine, val));
  if (words.includes(SEVERAL)) return undefined;
  const text = words.filter((one) => one !== undefined).join('\n');
  const said = readText(text, lexicon);
  if (said.polarity === 'reject' || !(said.consent || said.transfer)) return undefined;
  if (!question.buttons) return { text, where };
  const answers = answersOf(dialogue, question.buttons);
  return answers && { text, where, answers };
}

/** `arg(0)`, `arg(1+)`, `arg(0).title`: the values that stand there, one by one. */
function valuesAt({ engine, site, where }: Dialogue, place: string): Val[] {
  const [, first, more, path = ''] = /^arg\((\d+)(\+?)\)((?:\.\w+)*)$/.exec(place) ?? [];
  const from = Number(first);
  const indexes = more ? Array.from({ length: MOST_ARGUMENTS - from }, (_, i) => from + i) : [from];
  const names = path.split('.').slice(1);
  return indexes.flatMap((index) => {
    const given = argumentAt(engine, site, index);
    return given ? [names.reduce((val, name) => partOf(engine, val, name, where), given)] : [];
  });
}

/** Whoever hands a dialogue its words asks for something else each time. */
const SEVERAL = Symbol('several');

/** The text of a value, a translation by its key; undefined for what is no text or cannot be read. */
function wordsIn(engine: Engine, val: Val): string | typeof SEVERAL | undefined {
  const [text, ...others] = new Set(val.values.map((value) => textOf(engine, value)));
  if (text === undefined && others.length === 0) return undefined;
  return val.any || text === undefined || others.length > 0 ? SEVERAL : text;
}

function textOf(engine: Engine, value: Value): string | undefined {
  const key = value.k === 'api' ? argumentAt(engine, value.steps.at(-1)?.site, 0)?.values[0] : value;
  if (key?.k !== 'const' || typeof key.value !== 'string') return undefined;
  return (engine.program.texts?.get(key.value) ?? [key.value]).join(' ');
}

/** Which answers mean yes and which do not; undefined where not exactly one button of several says yes. */
function answersOf(dialogue: Dialogue, { at, answer, closed = [] }: NonNullable<Question['buttons']>): Asked['answers'] {
  const { engine, lexicon } = dialogue;
  const labels = at.flatMap((place) => valuesAt(dialogue, place)).flatMap((val) => labelsIn(engine, val));
  const isYes = labels.map((label) => typeof label === 'string' && readText(label, lexicon).polarity === 'accept');
  if (labels.length < 2 || !labels.every((label) => typeof label === 'string') || isYes.filter(Boolean).length !== 1) return undefined;
  const said = (yes: boolean): Answer[] => labels.flatMap((label, index) => (isYes[index] === yes ? [answer === 'index' ? index : label] : []));
  return { yes: said(true), no: said(false), closed: answer === 'index' ? whenClosed(dialogue, closed, labels) : ['absent'] };
}

/** The labels of a list, or the one label that a value is; what is no label is left out, what cannot be read is not. */
function labelsIn(engine: Engine, val: Val): (ReturnType<typeof wordsIn> | undefined)[] {
  const [list] = val.values;
  if (list?.k === 'object' && list.what === 'array') {
    if (val.any || val.values.length > 1) return [undefined];
    const { props } = placeAt(engine, list.place);
    const indexes = [...props.keys()].filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(a) - Number(b));
    return indexes.map((name) => wordsIn(engine, props.get(name) ?? NOTHING));
  }
  const word = wordsIn(engine, val);
  return word === undefined && !val.any ? [] : [word];
}

/**
 * What comes back when the dialogue is closed without a button: what an option says, else the button that is called so, else the first
 * one, whatever it says.
 */
function whenClosed(dialogue: Dialogue, options: readonly string[], labels: readonly (string | symbol | undefined)[]): readonly Answer[] {
  if (options.length === 0) return [];
  const given = options.flatMap((place) => valuesAt(dialogue, place)).flatMap(({ values }) => values);
  const said = given.flatMap((value) => (value.k === 'const' && typeof value.value === 'number' ? [value.value] : []));
  return said.length > 0
    ? said
    : [
        Math.max(
          0,
          labels.findIndex((label) => /^(?:cancel|no)$/i.test(String(label))),
        ),
      ];
}
