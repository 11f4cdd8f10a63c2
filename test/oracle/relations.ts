import type { OracleProgram } from './program.js';

export interface Rewritten {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
}

/** The program written otherwise, so that it does the same. */
export function related(program: OracleProgram): readonly Rewritten[] {
  return [renamed(program), reordered(program), negated(program), strengthened(program), extracted(program), moved(program)].flatMap((one) => one ?? []);
}

type Rewriting = (program: OracleProgram) => Rewritten | undefined;

/** Names that the generator gave to locals, and that say nothing. Those that speak of consent are evidence, and stay, as do those of libraries. */
const LOCALS =
  /\b(begin|ok|boot|run|setup|load|doIt|go|tracker|Tracker|(?<!\.)actions(?!:)|withRetry|prepare|launch|known|heard|bus|settings|decide|makeCheck|checkNow|status|safely)(\d*)\b(?!['"])/g;

const renamed: Rewriting = ({ files }) => ({
  name: 'rename locals',
  files: new Map(
    [...files].map(([path, text]) => [
      path,
      path.endsWith('.html') ? text : text.replace(LOCALS, (_all, name: string, number: string) => `${name}Renamed${number}`),
    ]),
  ),
});

const reordered: Rewriting = ({ files }) => (files.size > 1 ? { name: 'reorder files', files: new Map([...files].reverse()) } : undefined);

/** `if (x) { a } else { b }` is `if (!(x)) { b } else { a }`: here for the plain form that the generator writes. */
const negated: Rewriting = (program) =>
  rewriting(program, 'swap branches', (text) =>
    text.replace(/^if \((.+)\) \{\n((?: {2}.*\n)+?)\}$/m, (_all, test: string, body: string) => `if (!(${test})) {\n} else {\n${body}}`),
  );

/** A gate that also asks for something else is no weaker. */
const strengthened: Rewriting = (program) =>
  rewriting(program, 'add && other', (text) => text.replace(/^if \(((?!!).+)\) \{$/m, (_all, test: string) => `if ((${test}) && navigator.onLine) {`));

/** The test of a plain `if` becomes a function. */
const extracted: Rewriting = (program) =>
  rewriting(program, 'extract to a function', (text) => {
    const found = /^if \(((?!await|\(await).+)\) \{$/m.exec(text);
    if (!found?.[1] || /\bok\d*\b|\bawait\b/.test(found[1])) return text;
    // What the test names must stand at the top of the file.
    const names = found[1].match(/\b[a-zA-Z_$][\w$]*/g) ?? [];
    const isLocal = (name: string) =>
      new RegExp(`^\\s+.*\\b(?:let|const|var)\\b[^=]*\\b${name.replace('$', '\\$')}\\b|^(?:let|const|var) ${name.replace('$', '\\$')}\\b`, 'm').test(text);
    if (names.some(isLocal)) return text;
    return `${text.replace(found[0], 'if (extracted()) {')}function extracted() {\n  return ${found[1]};\n}\n`;
  });

/** What a file exports is asked through another file. */
const moved: Rewriting = ({ files }) => {
  for (const [path, text] of files) {
    const found = /^import \{ ([^}]+) \} from '\.\/([\w-]+)';$/m.exec(text);
    if (!found) continue;
    const ending = path.replace(/^.*\./, '.').replace(/x$/, '');
    const changed = new Map(files);
    changed.set(path, text.replace(found[0], `import { ${found[1]} } from './barrel';`));
    changed.set(`src/barrel${ending}`, `export { ${found[1]} } from './${found[2]}';\n`);
    return { name: 'through another file', files: changed };
  }
  return undefined;
};

function rewriting({ files }: OracleProgram, name: string, rewrite: (text: string) => string): Rewritten | undefined {
  for (const [path, text] of files) {
    if (path.endsWith('.html')) continue;
    const changed = rewrite(text);
    if (changed !== text) return { name, files: new Map(files).set(path, changed) };
  }
  return undefined;
}
