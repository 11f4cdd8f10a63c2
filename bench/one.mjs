// node bench/one.mjs DIST DIR: lints once in this process and prints what each phase took, as JSON.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [dist, dir] = process.argv.slice(2);
const from = (path) => import(pathToFileURL(join(resolve(dist), path)).href);
const started = performance.now();
const { lint } = await from('lint.js');
const { reporters } = await from('reporters/index.js');

const phases = {};
let phase = 'load';
let since = 0;
const enter = (next) => {
  const now = performance.now();
  phases[phase] = (phases[phase] ?? 0) + now - since;
  [phase, since] = [next, now];
};
let functions = 0;
const result = lint(dir, {
  onPhase: enter,
  onTrace: ({ facts }) => {
    for (const one of facts.values()) functions += one.functions.length;
  },
});
if (result.kind === 'cannot') {
  process.stderr.write(`${result.why}\n`);
  process.exit(2);
}
const { report, source } = result;
enter('report');
const text = reporters.json.write(report, source, { color: false, width: 100, showGated: false });
enter('end');
delete phases.end;
const verdicts = {};
for (const { verdict } of report.usages) verdicts[verdict.kind] = (verdicts[verdict.kind] ?? 0) + 1;
const peak = peakMemory();
process.stdout.write(
  `${JSON.stringify({ ...report.looked, functions, usages: report.usages.length, findings: report.findings.length, verdicts, phases, ms: performance.now() - started, peak, text: text.length })}\n`,
);

/** The largest size in memory so far, in bytes. */
function peakMemory() {
  try {
    // On Linux the kernel keeps it for this process alone.
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
