import type { Evidence } from '../model/place.js';
import type { SelfStarted, Sighting, SwitchCall } from '../model/sighting.js';
import type { TransferEvidence, Verdict } from '../model/usage.js';
import type { Gate } from './index.js';

/**
 * What is decided of a product that starts by itself: `withheld` where its settings hold it back and every call that lets it go
 * is gated; as open as the worst of these calls where not. `releaseVerdict` decides of one such call.
 */
export function startVerdict(state: Gate, sighting: Sighting, start: SelfStarted, releaseVerdict: (call: Sighting) => Verdict): Verdict {
  const { program, switchCalls } = state.input;
  const calls = switchCalls.filter(
    ({ product, span }) =>
      product === sighting.product && (start.folder === '' || span.file.startsWith(`${start.folder}/`) || program.appsOf(span.file).has(start.folder)),
  );
  if (start.open.length > 0) return openStart(start, calls);
  const releases = distinct(calls.filter((call) => call.does === 'release')).map((call) => ({
    call,
    verdict: releaseVerdict(asCall(sighting, call)),
  }));
  const live = releases.filter(({ verdict }) => verdict.kind !== 'none');
  const open = live.find(({ verdict }) => verdict.kind === 'ungated') ?? live.find(({ verdict }) => verdict.kind === 'defective' || verdict.kind === 'unknown');
  if (open !== undefined) return { ...open.verdict, because: [...start.switches, { span: open.call.span, note: 'released here' }, ...open.verdict.because] };
  const because: Evidence[] = [start.cause, ...start.switches, ...live.map(({ call }) => ({ span: call.span, note: 'released here, behind a consent' }))];
  if (start.residue === 'pings' || start.residue === 'all')
    return { kind: 'defective', defect: 'still-sends', grants: [], transfer: 'none', confidence: 'high', residue: start.residue, because };
  return {
    kind: 'withheld',
    grants: [...new Set(live.flatMap(({ verdict }) => verdict.grants))],
    transfer: least(live.map(({ verdict }) => verdict.transfer)),
    confidence: 'high',
    residue: start.residue,
    because,
  };
}

/** Nothing holds it back somewhere. A call that stops it comes when it has run already. */
function openStart(start: SelfStarted, calls: readonly SwitchCall[]): Verdict {
  const where = start.switches.length > 0 ? ` on ${start.open.join(' and ')}` : '';
  const because: Evidence[] = [...start.switches, { span: start.cause.span, note: `${start.cause.note}; no setting holds it back${where}` }];
  const hold = calls.find((call) => call.does === 'hold');
  if (hold === undefined) return { kind: 'ungated', grants: [], transfer: 'none', because };
  return {
    kind: 'defective',
    defect: 'after-send',
    grants: [],
    transfer: 'none',
    confidence: 'high',
    because: [...because, { span: hold.span, note: 'this stops it only once it runs' }],
  };
}

function asCall(sighting: Sighting, call: SwitchCall): Sighting {
  const { start: _start, held: _held, ...rest } = sighting;
  return { ...rest, touch: 'start', span: call.span, points: [call.point], needs: call.needs };
}

function distinct(calls: readonly SwitchCall[]): readonly SwitchCall[] {
  return [...new Map(calls.map((call) => [`${call.span.file}:${call.span.start}:${JSON.stringify(call.needs)}`, call])).values()];
}

const LADDER: readonly TransferEvidence[] = ['none', 'named', 'screen', 'recorded', 'declared'];

function least(levels: readonly TransferEvidence[]): TransferEvidence {
  return levels.reduce<TransferEvidence | undefined>((a, b) => (a === undefined || LADDER.indexOf(b) < LADDER.indexOf(a) ? b : a), undefined) ?? 'none';
}
