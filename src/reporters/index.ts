import { json } from './json.js';
import { pretty } from './pretty.js';
import type { Reporter } from './reporter.js';
import { sarif } from './sarif.js';

export type { Reporter, ReporterOptions } from './reporter.js';

/** All formats, by the name that `--format` takes. */
export const reporters: Readonly<Record<string, Reporter>> = { pretty, json, sarif };
