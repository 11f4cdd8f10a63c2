import type { Run } from '../flow/engine.js';
import { apis } from '../flow/values.js';
import type { Evidence } from '../model/place.js';
import type { Product } from '../model/sdk.js';
import { type At, behind, boundsOf } from './value-leaves.js';

/** Options that take the masks off texts and input, by name, with the values that do. Where a recorder masks by itself only. */
const MASKS: readonly { readonly option: string; readonly off: readonly (string | number | boolean | null)[] }[] = [
  { option: 'maskAllText', off: [false] },
  { option: 'maskAllInputs', off: [false] },
  { option: 'mask_all_inputs', off: [false] },
  { option: 'mask_all_text', off: [false] },
  { option: 'record_mask_all_text', off: [false] },
  { option: 'record_mask_all_inputs', off: [false] },
  { option: 'mask_text_selector', off: [null, ''] },
  { option: 'maskAllTextInputs', off: [false] },
  { option: 'defaultPrivacyLevel', off: ['allow'] },
  { option: 'privacySetting', off: ['none'] },
  { option: 'inputSanitizer', off: [false] },
  { option: 'textSanitizer', off: [false] },
  { option: 'defaultMaskLevel', off: ['light'] },
  { option: 'defaultInputMode', off: [0] },
  { option: 'obscureInputEmails', off: [false] },
  { option: 'textAndInputPrivacyLevel', off: ['MASK_SENSITIVE_INPUTS'] },
];

const RECORDS = new Set(['session-replay', 'rum', 'crash', 'product-analytics', 'analytics', 'experimentation', 'logging', 'engagement']);
const MOST = 300;

/**
 * Options by which the start of a recorder is told not to hide what users type and read, each at its place; options of parts that
 * are handed to it count, too (`integrations: [replayIntegration({ … })]`).
 */
export function unmaskedIn(run: Run, product: Product, options: readonly At[]): readonly Evidence[] {
  if (!RECORDS.has(product.category)) return [];
  const found: Evidence[] = [];
  let left = MOST;
  const seen = new Set<string>();
  const look = (at: At): void => {
    const facts = run.engine.program.modules[at.module];
    if (left-- <= 0 || facts === undefined) return;
    const { expr } = at;
    const go = (next: At['expr']) => look({ ...at, expr: next });
    switch (expr.kind) {
      case 'object':
        for (const prop of expr.props) {
          if ('spread' in prop) go(prop.spread);
          else if ('key' in prop) {
            const mask = MASKS.find(({ option }) => option === prop.key);
            if (mask === undefined) go(prop.value);
            else if (isOff(run, at.module, prop.value, mask.off)) {
              const end = boundsOf(facts, prop.value)?.end ?? prop.start + prop.key.length;
              found.push({ span: { file: facts.file, start: prop.start, end }, note: `${prop.key} takes the mask off` });
            }
          }
        }
        return;
      case 'array':
        for (const item of expr.items) go(item);
        return;
      case 'conditional':
        go(expr.then);
        go(expr.else);
        return;
      case 'logical':
        go(expr.left);
        go(expr.right);
        return;
      case 'spread':
      case 'await':
        go(expr.of);
        return;
      case 'call': {
        const call = facts.calls[expr.call];
        const isOutside = call !== undefined && apis(run.value(at.module, call.callee)).length > 0;
        for (const arg of isOutside ? call.args : []) go(arg);
        if (!isOutside) for (const next of followed(run, at, seen)) look(next);
        return;
      }
      case 'ref':
        for (const next of followed(run, at, seen)) look(next);
        return;
      default:
    }
  };
  for (const at of options) look(at);
  return found;
}

function isOff(run: Run, module: number, value: At['expr'], off: readonly (string | number | boolean | null)[]): boolean {
  const { values, any } = run.value(module, value);
  return !any && values.length > 0 && values.every((one) => one.k === 'const' && one.value !== undefined && off.includes(one.value));
}

function followed(run: Run, at: At, seen: Set<string>): readonly At[] {
  const mark = `${at.module}:${at.expr.kind}:${at.expr.kind === 'ref' ? at.expr.binding : at.expr.kind === 'call' ? at.expr.call : ''}`;
  if (seen.has(mark)) return [];
  seen.add(mark);
  return behind(run, at, 1);
}
