import { type Engine, placeAt } from '../flow/engine.js';
import { argumentAt } from '../flow/predicates.js';
import { type Api, join, NOTHING, type Site, UNDEFINED, type Val } from '../flow/values.js';
import type { Constant, Lexicon, Question } from '../model/consent.js';
import { readText, type TextMeaning } from './lexicon.js';

/** A dialogue in which the user is asked for consent. */
export interface Asked {
  readonly text: string;
  readonly said: TextMeaning;
  /** What is answered by who says yes, and by who does not, where the buttons tell. */
  readonly answers?: { readonly yes: readonly Constant[]; readonly no: readonly Constant[] };
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
  const texts = question.words.flatMap((where) => {
    const read = valuesAt(engine, site, where).map((val) => textsIn(engine, val));
    return read.flat();
  });
  // A dialogue that others hand their words to asks for each in turn.
  const text = texts.length > 0 && texts.every((alternatives) => alternatives.length === 1) ? texts.flat().join('\n') : undefined;
  if (text === undefined) return undefined;
  const said = readText(text, lexicon);
  if (said.polarity === 'reject' || !(said.consent || said.transfer)) return undefined;
  if (!question.buttons) return { text, said };
  const answers = answersOf(buttonsAt(engine, site, question.buttons.at), question.buttons.answer, lexicon);
  return answers && { text, said, answers };
}

/** `arg(0)`, `arg(1+)`, `arg(0).title`: the values that stand there, one by one. */
function valuesAt(engine: Engine, site: Site, where: string): Val[] {
  const [, first, more, path = ''] = /^arg\((\d+)(\+?)\)((?:\.\w+)*)$/.exec(where) ?? [];
  const from = Number(first);
  const indexes = more ? Array.from({ length: MOST_ARGUMENTS - from }, (_, i) => from + i) : [from];
  return indexes.flatMap((index) => {
    const given = argumentAt(engine, site, index);
    if (!given) return [];
    const held = path
      .split('.')
      .slice(1)
      .reduce((val, name) => propertyOf(engine, val, name), given);
    return [held];
  });
}

function propertyOf(engine: Engine, val: Val, name: string): Val {
  return val.values.reduce((all, value) => (value.k === 'object' ? join(all, placeAt(engine, value.place).props.get(name) ?? UNDEFINED) : all), NOTHING);
}

/** What is read there, as lists of alternatives: none for what is no text, a translation by its key. */
function textsIn(engine: Engine, val: Val): string[][] {
  const texts = val.values.flatMap((value) => {
    if (value.k === 'const') return typeof value.value === 'string' ? [value.value] : [];
    const key = value.k === 'api' ? argumentAt(engine, value.steps.at(-1)?.site, 0)?.values[0] : undefined;
    return key?.k === 'const' && typeof key.value === 'string' ? [key.value] : [];
  });
  const translated = texts.map((text) => (engine.program.texts?.get(text) ?? [text]).join(' '));
  return translated.length > 0 ? [[...new Set(translated)]] : [];
}

function buttonsAt(engine: Engine, site: Site, places: readonly string[]): readonly (string | undefined)[] {
  return places.flatMap((where) =>
    valuesAt(engine, site, where).flatMap((val) => {
      const [list] = val.values;
      if (val.any || val.values.length !== 1) return [undefined];
      if (list?.k !== 'object' || list.what !== 'array') return textsIn(engine, val).map(([text, other]) => (other === undefined ? text : undefined));
      const { props } = placeAt(engine, list.place);
      return [...props.keys()]
        .filter((name) => /^\d+$/.test(name))
        .sort((a, b) => Number(a) - Number(b))
        .map((name) => {
          const [alternatives] = textsIn(engine, props.get(name) ?? NOTHING);
          return alternatives?.length === 1 ? alternatives[0] : undefined;
        });
    }),
  );
}

function answersOf(labels: readonly (string | undefined)[], answer: 'index' | 'label', lexicon: Lexicon): Asked['answers'] {
  const isYes = labels.map((label) => label !== undefined && readText(label, lexicon).polarity === 'accept');
  if (labels.length < 2 || labels.includes(undefined) || isYes.filter(Boolean).length !== 1) return undefined;
  const said = (yes: boolean): Constant[] =>
    labels.flatMap((label, index) => (isYes[index] === yes && label !== undefined ? [answer === 'index' ? index : label] : []));
  // Who closes it has said nothing.
  return { yes: said(true), no: answer === 'index' ? said(false) : [...said(false), 'absent'] };
}
