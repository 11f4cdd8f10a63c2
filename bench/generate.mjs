// node bench/generate.mjs SHAPE COUNT DIR: writes an app of COUNT functions that call each other in a chain, a star or a cycle.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const IN_A_FILE = 200;

/** By shape: which function the function with this number calls. */
export const SHAPES = {
  /** Each calls the next; the last one sends. */
  chain: (number, count) => (number + 1 < count ? number + 1 : undefined),
  /** All call the first one, which sends. */
  star: (number) => (number === 0 ? undefined : 0),
  /** Each calls the next, and the last one the first. */
  cycle: (number, count) => (number + 1) % count,
};

/** Writes the app. One function in each file sends; a consent stands before the entry. */
export function generate(folder, shape, count) {
  const next = SHAPES[shape];
  if (next === undefined) throw new Error(`There is no shape "${shape}"; there are ${Object.keys(SHAPES).join(', ')}.`);
  mkdirSync(join(folder, 'src'), { recursive: true });
  const files = Math.ceil(count / IN_A_FILE);
  for (let file = 0; file < files; file++) writeFileSync(join(folder, 'src', `part${file}.ts`), part(file, count, next));
  writeFileSync(join(folder, 'src', 'main.ts'), entry(shape, count));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ name: `generated-${shape}`, private: true, dependencies: { 'posthog-js': '*' } })}\n`);
}

function part(file, count, next) {
  const first = file * IN_A_FILE;
  const last = Math.min(first + IN_A_FILE, count);
  const elsewhere = new Map();
  const lines = [];
  for (let number = first; number < last; number++) {
    const to = next(number, count);
    if (to !== undefined && Math.floor(to / IN_A_FILE) !== file) elsewhere.set(to, Math.floor(to / IN_A_FILE));
    const sends = number === last - 1 || to === undefined ? `  posthog.capture('step-${number}', { value });\n` : '';
    const goes = to === undefined ? '  return value;\n' : `  return value > ${number % 7} ? step${to}(value - 1) : value;\n`;
    lines.push(`export function step${number}(value: number): number {\n${sends}${goes}}\n`);
  }
  const imports = [...elsewhere].map(([to, other]) => `import { step${to} } from './part${other}';\n`);
  return `import posthog from 'posthog-js';\n${imports.join('')}\n${lines.join('\n')}`;
}

/** In a star all parts are entered from here, else the first function. */
function entry(shape, count) {
  const parts = shape === 'star' ? Array.from({ length: Math.ceil(count / IN_A_FILE) }, (_, file) => file) : [0];
  const imports = parts.map((file) => `import { step${file * IN_A_FILE} } from './part${file}';`);
  const calls = parts.map((file) => `  step${file * IN_A_FILE}(1);`);
  return `import posthog from 'posthog-js';\n${imports.join('\n')}\n\nif (localStorage.getItem('analytics-consent') === 'granted') {\n  posthog.init('phc_generated', { api_host: 'https://us.i.posthog.com' });\n${calls.join('\n')}\n}\n`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [shape, count, folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error('node bench/generate.mjs chain|star|cycle COUNT DIR');
  generate(folder, shape, Number(count));
}
