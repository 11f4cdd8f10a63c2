import { Parser } from 'htmlparser2';
import type { Gap } from '../../model/place.js';
import { MOST_GAPS } from './tree.js';

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, without that of elements in it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Where the opening tag ends. */
  readonly openEnd: number;
}

type Growing = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & { children: XmlElement[]; attributes: Map<string, string> };

const MOST_DEPTH = 100;
/** What a setting or a version has room in. */
const MOST_WORDS = 2_000;

/**
 * Reads XML with the place of every element. Entities that a document declares are not resolved, and nothing that it
 * points to is fetched or opened. An element that is not closed ends where the one around it ends, and is a gap.
 */
export function readXml(file: string, text: string): { readonly elements: readonly XmlElement[]; readonly gaps: readonly Gap[] } {
  const gaps: Gap[] = [];
  const add = (at: number, why: string): void => {
    if (gaps.length < MOST_GAPS) gaps.push({ stage: 'manifests', file, at, why });
  };
  const elements: XmlElement[] = [];
  const open: Growing[] = [];
  let beyond = 0;
  let attributes = new Map<string, string>();
  const parser = new Parser(
    {
      onattribute: (name, value) => attributes.has(name) || attributes.set(name, value),
      onopentagname: () => {
        attributes = new Map();
      },
      onopentag: (name) => {
        if (open.length >= MOST_DEPTH) {
          if (beyond++ === 0) add(parser.startIndex, `nested more than ${MOST_DEPTH} deep: not read from here on`);
          return;
        }
        const element: Growing = { name, attributes, children: [], text: '', start: parser.startIndex, end: parser.endIndex + 1, openEnd: parser.endIndex + 1 };
        (open.at(-1)?.children ?? elements).push(element);
        open.push(element);
      },
      ontext: (words) => {
        const inside = beyond === 0 ? open.at(-1) : undefined;
        if (inside !== undefined && inside.text.length < MOST_WORDS) inside.text += words.slice(0, MOST_WORDS);
      },
      onclosetag: (name, isImplied) => {
        if (beyond > 0) {
          beyond--;
          return;
        }
        const element = open.pop();
        if (element === undefined) return;
        const isEmpty = text.slice(element.openEnd - 2, element.openEnd) === '/>';
        if (!isEmpty) element.end = isImplied ? parser.startIndex : parser.endIndex + 1;
        if (isImplied && !isEmpty) add(element.start, `<${name.slice(0, 60)}> is not closed`);
      },
      onprocessinginstruction: (name, data) => {
        if (name.toLowerCase() === '!doctype' && /<!ENTITY/i.test(data)) add(parser.startIndex, 'declares entities: not resolved');
      },
    },
    { xmlMode: true },
  );
  parser.write(text);
  parser.end();
  if (elements.length === 0 && gaps.length === 0) add(0, text.trim() === '' ? 'an empty file' : 'not XML: no element in it');
  return { elements, gaps };
}

/** The elements under any of these that have a name. */
export function elementsNamed(elements: readonly XmlElement[], name: string): readonly XmlElement[] {
  return elements.filter((element) => element.name === name);
}

/** The elements at the end of a way of names. */
export function elementsAt(elements: readonly XmlElement[], ...names: readonly string[]): readonly XmlElement[] {
  const [name, ...rest] = names;
  if (name === undefined) return elements;
  const found = elementsNamed(elements, name);
  return rest.length === 0
    ? found
    : elementsAt(
        found.flatMap((element) => element.children),
        ...rest,
      );
}

/** The text of the first element of a name. */
export function textUnder(element: XmlElement, name: string): string | undefined {
  return elementsNamed(element.children, name)[0]?.text.trim();
}
