import { testAsScript } from './template-test.js';
import type { Directive } from './templating.js';
import { directivesIn } from './templating.js';

/** A stretch of a script whose text is made only when the script is written into its page. */
export interface Hole {
  readonly start: number;
  readonly end: number;
}

/** One script of a templated page, in two readings of the same length as the source. */
export interface ScriptVariants {
  /** Conditions of the template become `if (…) {` of the script. */
  readonly conditional: string;
  /** Conditions of the template are left out. */
  readonly flat: string;
  /** Where something is put out between the words of the script, from its start. */
  readonly holes: readonly Hole[];
}

export type CodeContext = 'code' | 'line' | 'block' | "'" | '"' | '`';

/**
 * Makes a templated script readable as a script: what the template puts out becomes a name that keeps its words, or stays as it is
 * inside a string; positions stay. A template condition that stands where no statement can stand breaks the first reading;
 * take the second then.
 */
export function scriptVariants(text: string, start: number, end: number, directives: readonly Directive[]): ScriptVariants {
  const inside = directivesIn(directives, start, end);
  if (inside.length === 0) return { conditional: text.slice(start, end), flat: text.slice(start, end), holes: [] };
  const conditional: string[] = [];
  const flat: string[] = [];
  const holes: Hole[] = [];
  let at = start;
  let context: CodeContext = 'code';
  for (const directive of inside) {
    const between = text.slice(at, directive.start);
    context = contextAfter(between, context);
    const source = text.slice(directive.start, Math.min(directive.end, end));
    conditional.push(between, context === 'code' ? asStatement(directive, source) : asContent(source, context));
    flat.push(between, context === 'code' ? asExpression(directive, source) : asContent(source, context));
    at = Math.min(directive.end, end);
    if (context === 'code' && directive.role === 'output') holes.push({ start: directive.start - start, end: at - start });
  }
  conditional.push(text.slice(at, end));
  flat.push(text.slice(at, end));
  return { conditional: conditional.join(''), flat: flat.join(''), holes };
}

/** Follows strings and comments through a stretch of script. */
export function contextAfter(text: string, before: CodeContext): CodeContext {
  let context = before;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (context === 'line') {
      if (char === '\n') context = 'code';
    } else if (context === 'block') {
      if (char === '*' && text[at + 1] === '/') context = 'code';
    } else if (context !== 'code') {
      if (char === '\\') at++;
      else if (char === context || (char === '\n' && context !== '`')) context = 'code';
    } else if (char === "'" || char === '"' || char === '`') context = char;
    else if (char === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) {
      context = text[at + 1] === '/' ? 'line' : 'block';
      at++;
    } else if (char === '/' && /(?:^|[(,=:[!&|?{};+*%~^<>\n])\s*$/.test(text.slice(Math.max(0, at - 20), at))) at = endOfRegex(text, at);
  }
  return context;
}

function endOfRegex(text: string, start: number): number {
  let inClass = false;
  for (let at = start + 1; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '[') inClass = true;
    else if (text[at] === ']') inClass = false;
    else if (text[at] === '/' && !inClass) return at;
  }
  return start;
}

/** Inside a string or a comment the source may stay, but for what would end it. */
export function asContent(source: string, context: CodeContext): string {
  if (context === 'line' || context === 'block') return source.replace(/\*\/|\n/g, (found) => '_'.repeat(found.length));
  return source.replace(context === '`' ? /[`\\$]/g : context === "'" ? /['\\\n\r]/g : /["\\\n\r]/g, '_');
}

function asExpression(directive: Directive, source: string): string {
  return directive.role === 'output' ? asName(source, source.length) : blank(source);
}

function blank(source: string): string {
  return source.replace(/[^\n\r]/g, ' ');
}

/** Keeps the words, so that the name still says what it is about. */
export function asName(source: string, length: number): string {
  const name = source.replace(/[^A-Za-z0-9_$]/g, '_').slice(0, length);
  return (/^\d/.test(name) ? `_${name.slice(1)}` : name).padEnd(length, '_');
}

function asStatement(directive: Directive, source: string): string {
  const { role, negated } = directive;
  switch (role) {
    case 'if':
      return test(directive, negated ? 'if(!' : 'if(', source);
    case 'elif':
      return test(directive, negated ? '}else if(!' : '}else if(', source);
    case 'loop':
      return fits('for(;_;){', source);
    case 'else':
      return fits('}else{', source);
    case 'end':
      return fits('}', source);
    case 'open':
      return fits('{', source);
    case 'output':
      return asName(source, source.length);
    case 'other':
      return blank(source);
  }
}

function test(directive: Directive, before: string, source: string): string {
  const room = source.length - before.length - 2;
  if (room < 1) return blank(source);
  // Only a plain name is a test by itself; of anything longer the words would say too much.
  const isPlain = /^[\w$.@]+(?:\(\))?$/.test(directive.text);
  const script = isPlain ? undefined : testAsScript(directive.text);
  if (script !== undefined && script.length + 2 <= room) return `${before}(${script})){`.padEnd(source.length);
  return `${before}${asName(isPlain ? directive.text.replace(/^[^A-Za-z_]+/, '') : '_', Math.min(room, Math.max(1, directive.text.length)))}){`.padEnd(
    source.length,
  );
}

function fits(statement: string, source: string): string {
  return statement.length <= source.length ? statement.padEnd(source.length) : blank(source);
}
