import { loadCatalogs } from '../catalogs/load.js';
import { nearest } from '../catalogs/nearest.js';
import { loadPages } from '../catalogs/pages.js';
import { reporters } from '../reporters/index.js';
import { plain } from '../reporters/terminal.js';
import { CLEAN, COLOR, type ColorChoice, type Command, cannot, type Terminal } from './command.js';
import { LOOK, look, lookOptions } from './look.js';
import { lineIn, tellStory } from './one-line.js';
import { drawingFor } from './story-text.js';

/**
 * `xborder-lint explain RULE` prints the page of a rule; `explain ID` one finding with its way in, its law and what to do;
 * `explain FILE:LINE` why what is touched there was judged as it was.
 */
export const explainCommand: Command = {
  name: 'explain',
  summary: 'Explains a rule, a finding by its id (the way in, the law, what to do), or why a line was judged as it was.',
  args: [
    { form: '<what>', text: 'a rule, as findings name it, the id of a finding, or FILE:LINE' },
    { form: '[path]', text: 'folder of the app, for a finding or a line', fallback: '.' },
  ],
  options: [...LOOK, COLOR],
  run: ([what, path], flags, terminal) => {
    const asked = String(what);
    const pages = loadPages();
    const page = Object.hasOwn(pages, asked) ? pages[asked] : undefined;
    if (page !== undefined) return explainRule(asked, page, terminal);
    if (lineIn(asked).named !== undefined) {
      const options = lookOptions(flags);
      if (options.kind === 'cannot') return cannot(options.why, terminal);
      return tellStory(String(path), asked, options.value, drawingFor(flags['color'] as ColorChoice, terminal), terminal);
    }
    if (!/^[\da-f]{4,32}$/.test(asked)) {
      const meant = nearest(asked, Object.keys(pages));
      const rest = meant === undefined ? `; rules: ${Object.keys(pages).sort().join(', ')}` : '';
      return cannot(`there is no rule "${asked}"${meant === undefined ? '' : ` (did you mean ${meant}?)`}${rest}`, terminal);
    }
    const options = lookOptions(flags);
    if (options.kind === 'cannot') return cannot(options.why, terminal);
    const result = look(String(path), options.value, terminal);
    if (typeof result === 'number') return result;
    const { report, source } = result;
    const found = report.findings.filter(({ id, fingerprint }) => id.startsWith(asked) || fingerprint.startsWith(asked));
    if (found.length === 0)
      return cannot(`there is no finding ${asked} for ${report.markets.join(', ')}; name the markets and the folder for which it was found`, terminal);
    const color = flags['color'] as ColorChoice;
    // What is set aside is explained, too.
    const shown = found.map(({ suppressed: _, ...finding }) => finding);
    const text = reporters['pretty']?.write({ ...report, findings: shown }, source, {
      color: color === 'always' || (color === 'auto' && terminal.hasColors),
      width: terminal.width,
      showGated: false,
    });
    const aside = found.flatMap(({ suppressed }) => (suppressed === undefined ? [] : `set aside by ${suppressed.by}: ${plain(suppressed.reason)}\n`));
    const rules = [...new Set(found.map(({ rule }) => rule))];
    terminal.out(`${text ?? ''}${aside.join('')}${rules.map((rule) => `More on the rule: xborder-lint explain ${rule}\n`).join('')}`);
    return CLEAN;
  },
};

/** The page as it is; its examples are Markdown that a terminal shows well enough. */
function explainRule(rule: string, page: string, terminal: Terminal): number {
  const catalogs = loadCatalogs();
  const checked = 'problems' in catalogs ? '' : `\nLaws as of ${catalogs.law.asOf}. Patterns in source code, no legal advice.\n`;
  terminal.out(`${page.trim() === '' ? rule : page.trimEnd()}\n${checked}`);
  return CLEAN;
}
