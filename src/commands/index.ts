import { baselinePrune } from './baseline/prune.js';
import { baselineUpdate } from './baseline/update.js';
import { catalogCandidates } from './catalog/candidates.js';
import { catalogCheck } from './catalog/check.js';
import { catalogExplain } from './catalog/explain.js';
import { catalogSearch } from './catalog/search.js';
import { catalogShow } from './catalog/show.js';
import { catalogStats } from './catalog/stats.js';
import type { Command } from './command.js';
import { depsCommand } from './deps.js';
import { explainCommand } from './explain.js';
import { initCommand } from './init.js';
import { lintCommand } from './lint.js';

/** What the command line can be asked to do. The first is done where no command is named. */
export const commands: readonly [Command, ...Command[]] = [
  lintCommand,
  depsCommand,
  explainCommand,
  initCommand,
  baselineUpdate,
  baselinePrune,
  catalogSearch,
  catalogShow,
  catalogExplain,
  catalogCheck,
  catalogStats,
  catalogCandidates,
];

/** What the help says of families of commands. */
export const families: Readonly<Record<string, string>> = {
  baseline: 'What was there already, so that a run tells only what came after.',
  catalog: 'What is known of SDKs: who receives what, and where.',
};
