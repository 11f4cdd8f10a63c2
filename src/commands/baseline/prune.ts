import { writeFileSync } from 'node:fs';
import { openBaseline } from '../../config.js';
import { writeBaseline } from '../../declarations/baseline.js';
import { plain } from '../../reporters/terminal.js';
import { CLEAN, type Command, cannot } from '../command.js';
import { LOOK, look, lookOptions } from '../look.js';
import { writeFault } from '../write-fault.js';
import { BASELINE } from './update.js';

/** `xborder-lint baseline prune`: takes out what is no longer found, and adds nothing. */
export const baselinePrune: Command = {
  name: 'baseline prune',
  summary: 'Takes out of a baseline what is no longer found, and adds nothing. Name the markets for which it was written.',
  args: [{ form: '[path]', text: 'folder of the app', fallback: '.' }],
  options: [{ form: '--baseline <file>', text: 'the file to prune', fallback: BASELINE }, ...LOOK],
  run: ([path], flags, terminal) => {
    const file = String(flags['baseline']);
    const options = lookOptions(flags);
    if (options.kind === 'cannot') return cannot(options.why, terminal);
    const baseline = openBaseline(file);
    if (baseline.kind === 'cannot') return cannot(baseline.why, terminal);
    const result = look(String(path), options.value, terminal);
    if (typeof result === 'number') return result;
    const there = new Set(result.report.findings.filter(({ suppressed }) => suppressed === undefined).map(({ fingerprint }) => fingerprint));
    const kept = baseline.value.findings.filter(({ fingerprint }) => there.has(fingerprint));
    const gone = baseline.value.findings.length - kept.length;
    try {
      if (gone > 0) writeFileSync(file, writeBaseline({ findings: kept }));
    } catch (error) {
      return cannot(`cannot write the baseline to ${file}: ${writeFault(error as NodeJS.ErrnoException)}`, terminal);
    }
    terminal.out(`${plain(file)}: ${gone} taken out, ${kept.length} left\n`);
    return CLEAN;
  },
};
