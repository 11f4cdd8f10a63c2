import { getNodeValue, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';

/** A JSON value of which nothing is known. Objects have no prototype, so that any key can be looked up. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Reads JSON with comments and trailing commas. Broken text gives what could be made out, and the first fault. */
export function readJson(text: string): { readonly value: Json; readonly fault?: { readonly at: number; readonly why: string } } {
  const errors: ParseError[] = [];
  try {
    const root = parseTree(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text, errors, { allowTrailingComma: true });
    const value = root === undefined ? undefined : (getNodeValue(root) as Json);
    const [first] = errors;
    return first === undefined ? { value } : { value, fault: { at: first.offset, why: `not valid JSON (${printParseErrorCode(first.error)})` } };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { value: undefined, fault: { at: 0, why: 'JSON nested too deeply' } };
  }
}

export function asObject(value: Json): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : NOTHING;
}

const NOTHING: JsonObject = Object.freeze(Object.create(null) as JsonObject);

export function asText(value: Json): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a list; a single text counts as a list of one. */
export function asTexts(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
