// npm run oracle -- [--seed S] [--count N] [--from N] [--show] [--related]: runs generated programs and compares what they did with the verdicts.
import { register } from 'node:module';
import { parseArgs } from 'node:util';
import { root } from './prepare.mjs';

register('./typescript-sources.mjs', import.meta.url);
const { consult } = await import('../test/oracle/consult.ts');

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Number(new Date().toISOString().slice(0, 10).replaceAll('-', ''))) },
    count: { type: 'string', default: '2000' },
    from: { type: 'string', default: '0' },
    show: { type: 'boolean', default: false },
    related: { type: 'boolean', default: false },
  },
});
const report = await consult({
  root,
  seed: Number(values.seed),
  count: Number(values.count),
  from: Number(values.from),
  related: values.related,
  minimise: values.show,
  tell: (line) => process.stdout.write(`${line}\n`),
});
process.exitCode = report.unsafe.length > 0 || report.noisePercent > 2 || report.unrelated.length > 0 ? 1 : 0;
