import type { Artifact, ArtifactLocation, Location, PhysicalLocation, Region } from 'sarif';
import type { Span } from '../../model/place.js';
import type { SourceOf } from '../../model/report.js';
import { lineHashes } from '../line-hash.js';
import { boundsOf, type Lines, type Place, pointAt, type Sources } from '../lines.js';
import { escapeText } from './text.js';

/** Lines around a result that viewers can show without the source. */
const AROUND = 2;
/** A snippet is never cut, as it has to equal its region; a longer one is left out. */
const SNIPPET = 4000;

/** The files that one log speaks of, numbered in the order in which they came up. */
export interface Atlas {
  readonly lines: (file: string) => Lines | undefined;
  readonly place: (span: Span) => Place;
  /** GitHub's fingerprint of a line, or undefined where the text is not to be had. */
  readonly hash: (file: string, line: number) => string | undefined;
  readonly artifact: (file: string) => ArtifactLocation;
  readonly artifacts: () => Artifact[];
}

export function atlasOf(sources: Sources, source: SourceOf): Atlas {
  const numbers = new Map<string, number>();
  const hashes = new Map<string, readonly string[]>();
  return {
    ...sources,
    hash: (file, line) => {
      const known = hashes.get(file);
      if (known !== undefined) return known[line - 1];
      const text = source(file);
      if (text === undefined) return undefined;
      const made = lineHashes(text);
      hashes.set(file, made);
      return made[line - 1];
    },
    artifact: (file) => {
      const index = numbers.get(file) ?? numbers.size;
      numbers.set(file, index);
      return { uri: uriOf(file), uriBaseId: '%SRCROOT%', index };
    },
    artifacts: () => [...numbers.keys()].map((file) => ({ location: { uri: uriOf(file), uriBaseId: '%SRCROOT%' }, ...languageOf(file) })),
  };
}

/** A relative path as a URI: every segment encoded by itself, so that `[id]`, `#`, `%` and blanks survive. */
export function uriOf(file: string): string {
  return file
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map((segment) => encodeURIComponent(segment))
    .join('/');
}

export function locationOf(span: Span, atlas: Atlas, message?: string): Location {
  return {
    physicalLocation: physical(span, atlas),
    ...(message === undefined || message === '' ? {} : { message: { text: escapeText(message) } }),
  };
}

/** The place of a file, or of one offset in it. */
export function pointLocation(file: string, at: number | undefined, atlas: Atlas): Location {
  const lines = at === undefined ? undefined : atlas.lines(file);
  const point = at === undefined || lines === undefined ? undefined : pointAt(lines, at);
  return {
    physicalLocation: {
      artifactLocation: atlas.artifact(file),
      ...(point === undefined ? {} : { region: { startLine: point.line, startColumn: point.column } }),
    },
  };
}

/** Where a result stands, with the code around it. */
export function primaryLocation(span: Span, atlas: Atlas): Location {
  const lines = atlas.lines(span.file);
  const context = lines === undefined ? undefined : contextOf(atlas.place(span), lines);
  return { physicalLocation: { ...physical(span, atlas), ...(context === undefined ? {} : { contextRegion: context }) } };
}

function physical(span: Span, atlas: Atlas): PhysicalLocation {
  const { line, column, endLine, endColumn } = atlas.place(span);
  const text =
    atlas
      .lines(span.file)
      ?.text.slice(span.start, span.end)
      .replace(/^\ufeff/, '') ?? '';
  const region: Region = {
    startLine: line,
    ...(column === undefined ? {} : { startColumn: column }),
    ...(endLine === undefined ? {} : { endLine }),
    ...(endColumn === undefined ? {} : { endColumn }),
    ...(text === '' || text.length > SNIPPET ? {} : { snippet: { text } }),
  };
  return { artifactLocation: atlas.artifact(span.file), region };
}

function contextOf({ line, endLine }: Place, lines: Lines): Region | undefined {
  const startLine = Math.max(1, line - AROUND);
  const last = Math.min(lines.starts.length, (endLine ?? line) + AROUND);
  const start = boundsOf(lines, startLine).start;
  const end = boundsOf(lines, last).end;
  if (end - start > SNIPPET || end === start) return undefined;
  return { startLine, endLine: last, snippet: { text: lines.text.slice(start, end) } };
}

const LANGUAGES: Readonly<Record<string, string>> = {
  ts: 'typescript',
  tsx: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  js: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  html: 'html',
  htm: 'html',
  vue: 'vue',
  svelte: 'svelte',
  astro: 'astro',
  json: 'json',
};

function languageOf(file: string): { readonly sourceLanguage?: string } {
  const extension = file.slice(file.lastIndexOf('.') + 1).toLowerCase();
  const sourceLanguage = Object.hasOwn(LANGUAGES, extension) ? LANGUAGES[extension] : undefined;
  return sourceLanguage === undefined ? {} : { sourceLanguage };
}
