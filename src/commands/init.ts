import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCatalogs } from '../catalogs/load.js';
import { CONFIG } from '../config.js';
import { plain } from '../reporters/terminal.js';
import { CLEAN, type Command, cannot } from './command.js';
import { LOOK, look, lookOptions } from './look.js';
import { type FoundNotice, registerText } from './register-text.js';
import { writeFault } from './write-fault.js';

/** `xborder-lint init`: writes a first register from what is found, with TODO where only people know. */
export const initCommand: Command = {
  name: 'init',
  summary: `Writes a first ${CONFIG} from what is found: who receives data, in which country, what data; TODO where only people know.`,
  args: [{ form: '[path]', text: 'folder of the app', fallback: '.' }],
  options: LOOK,
  run: ([path], flags, terminal) => {
    const root = String(path);
    const file = join(root, CONFIG);
    if (existsSync(file)) return cannot(`${file} is there already; move it away to start anew`, terminal);
    const options = lookOptions(flags);
    if (options.kind === 'cannot') return cannot(options.why, terminal);
    const catalogs = loadCatalogs();
    if ('problems' in catalogs) return cannot(catalogs.problems[0] ?? 'the catalogs cannot be read', terminal);
    const result = look(root, options.value, terminal);
    if (typeof result === 'number') return result;
    const text = registerText(result.report, result.source, catalogs.law, noticesIn(root));
    try {
      writeFileSync(file, text, { flag: 'wx' });
    } catch (error) {
      return cannot(`cannot write ${file}: ${writeFault(error as NodeJS.ErrnoException)}`, terminal);
    }
    const entries = [...text.matchAll(/^ {2}- recipient:/gm)].length;
    const open = [...text.matchAll(/: TODO/g)].length;
    terminal.out(`${plain(file)}: ${entries} ${entries === 1 ? 'recipient' : 'recipients'}, ${open} values to fill in (search for TODO)\n`);
    return CLEAN;
  },
};

/** Folders in which notices stand, as a rule, and what they are called. */
const FOLDERS = ['', 'docs', 'doc', 'legal', 'privacy', 'public', 'policies', 'content', 'src/content', 'public/legal', 'docs/legal', 'src/legal', 'static'];
const NAMED = /privacy|datenschutz|gizlilik|개인정보|처리방침|隐私|隱私|プライバシー/i;
const READ = /\.(?:md|mdx|html?|txt|json)$/i;
const MANY = 12;

function noticesIn(root: string): readonly FoundNotice[] {
  const files = FOLDERS.flatMap((folder) => {
    try {
      return readdirSync(join(root, folder), { withFileTypes: true })
        .filter((entry) => entry.isFile() && READ.test(entry.name) && (NAMED.test(entry.name) || folder.endsWith('privacy')))
        .map((entry) => (folder === '' ? entry.name : `${folder}/${entry.name}`));
    } catch {
      return [];
    }
  });
  return files.slice(0, MANY).flatMap((file) => {
    try {
      return { file, language: languageOf(file, readFileSync(join(root, file), 'utf8').slice(0, 20_000)) };
    } catch {
      return [];
    }
  });
}

/** By the file's name (`privacy.ko.md`, `ko.md`), else by the letters of its text. */
function languageOf(file: string, text: string): string {
  const named = /(?:^|[._/-])(ko|en|ja|zh|de|fr|es|pt|it|nl|ru|tr|th|vi|id)(?:[_-][a-z]{2,4})?\.[a-z]+$/i.exec(file)?.[1];
  if (named !== undefined) return named.toLowerCase();
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0;
  const [hangul, kana, han, all] = [
    count(/\p{Script=Hangul}/gu),
    count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu),
    count(/\p{Script=Han}/gu),
    count(/\p{L}/gu),
  ];
  if (hangul > all / 4) return 'ko';
  if (kana > all / 6) return 'ja';
  return han > all / 4 ? 'zh' : 'en';
}
