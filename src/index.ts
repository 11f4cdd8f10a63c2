export type { LintOptions, LintResult } from './lint.js';
export { lint } from './lint.js';
export type { Evidence, Gap, Span } from './model/place.js';
export type { Basis, Finding, Level, Looked, Report, RuleText, SourceOf } from './model/report.js';
export type { PlaceFact } from './model/sdk.js';
export type { Datum, Defect, JudgedUsage, Recipient, Usage, Verdict } from './model/usage.js';
export type { Reporter, ReporterOptions } from './reporters/index.js';
export { reporters } from './reporters/index.js';
