import { writeFileSync } from 'node:fs';
import { knownFinding, writeBaseline } from '../../declarations/baseline.js';
import { plain } from '../../reporters/terminal.js';
import { CLEAN, type Command, cannot } from '../command.js';
import { LOOK, look, lookOptions } from '../look.js';
import { writeFault } from '../write-fault.js';

/** Where a baseline stands unless another file is named. */
export const BASELINE = 'xborder-baseline.json';

/** `xborder-lint baseline update`: writes down what there is, so that later runs tell only what came after. */
export const baselineUpdate: Command = {
  name: 'baseline update',
  summary: 'Writes down all findings that there are, so that lint --baseline tells only what comes after.',
  args: [{ form: '[path]', text: 'folder of the app', fallback: '.' }],
  options: [{ form: '--baseline <file>', text: 'the file to write', fallback: BASELINE }, ...LOOK],
  run: ([path], flags, terminal) => {
    const options = lookOptions(flags);
    if (options.kind === 'cannot') return cannot(options.why, terminal);
    const result = look(String(path), options.value, terminal);
    if (typeof result === 'number') return result;
    const file = String(flags['baseline']);
    const findings = result.report.findings.filter(({ suppressed }) => suppressed === undefined).map(knownFinding);
    try {
      writeFileSync(file, writeBaseline({ findings }));
    } catch (error) {
      return cannot(`cannot write the baseline to ${file}: ${writeFault(error as NodeJS.ErrnoException)}`, terminal);
    }
    terminal.out(`${plain(file)}: ${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}, for ${result.report.markets.join(', ')}\n`);
    return CLEAN;
  },
};
