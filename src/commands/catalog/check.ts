import { loadCatalogs } from '../../catalogs/load.js';
import { plain } from '../../reporters/terminal.js';
import { CANNOT, CLEAN, type Command } from '../command.js';
import { OUTPUT, print } from './print.js';

/** `xborder-lint catalog check FILE…`: checks entries of the project's own as shipped ones are checked. */
export const catalogCheck: Command = {
  name: 'catalog check',
  summary: 'Checks entries of your own, files or folders, as shipped ones are checked. Each fault is a line with file, line, field and what was expected.',
  args: [{ form: '<files...>', text: 'YAML files or folders' }],
  options: OUTPUT.filter(({ form }) => !form.startsWith('--catalog')),
  run: ([files], flags, terminal) => {
    const paths = files as readonly string[];
    const catalogs = loadCatalogs(paths);
    const problems = 'problems' in catalogs ? catalogs.problems : [];
    const lines = problems.length > 0 ? problems.map(plain) : [`✔ ${paths.map(plain).join(', ')}: no faults`];
    print({ files: paths, problems }, lines, flags, terminal);
    return problems.length > 0 ? CANNOT : CLEAN;
  },
};
