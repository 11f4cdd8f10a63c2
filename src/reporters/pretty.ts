import { severest } from './levels.js';
import { sourcesOf } from './lines.js';
import { block } from './pretty/block.js';
import { inOrder, setAside, summary } from './pretty/summary.js';
import type { View } from './pretty/view.js';
import type { Reporter } from './reporter.js';
import { type Subject, storyOf, subjectsOf } from './subject.js';
import { paintWith } from './terminal.js';

/** More findings of one product and rule than this are told once, with a list of their places. */
const FOLD_ABOVE = 20;
const NARROWEST = 60;
const WIDEST = 120;

/** The report for people: worst findings first, one summary at the end. */
export const pretty: Reporter = {
  name: 'pretty',
  write: (report, source, options) => {
    const view: View = {
      report,
      sources: sourcesOf(source),
      paint: paintWith(options.color),
      width: Math.min(Math.max(Math.floor(options.width) || NARROWEST, NARROWEST), WIDEST),
    };
    const open = report.findings.filter((finding) => finding.suppressed === undefined);
    const aside = options.showSuppressed === true ? report.findings.filter((finding) => finding.suppressed !== undefined) : [];
    const subjects = subjectsOf(report, [...open].sort(severest));
    const parts = [
      ...fold(subjects).map((members) => block(members, view)),
      ...(options.showGated ? [inOrder(view)] : []),
      setAside(aside, view),
      summary(subjects, view),
    ];
    return `${parts
      .filter((part) => part.length > 0)
      .map((part) => part.join('\n'))
      .join('\n\n')}\n`;
  },
};

/** Groups of findings that become one block each; a group stands where its first finding stood. */
function fold(subjects: readonly Subject[]): readonly (readonly [Subject, ...Subject[]])[] {
  const stories = new Map<string, Subject[]>();
  for (const subject of subjects) {
    const key = `${subject.finding.level}\n${storyOf(subject)}`;
    const members = stories.get(key);
    if (members === undefined) stories.set(key, [subject]);
    else members.push(subject);
  }
  const folded = new Map(
    [...stories.values()].filter((members) => members.length > FOLD_ABOVE).flatMap((members) => members.map((member) => [member, members] as const)),
  );
  return subjects.flatMap((subject): readonly (readonly [Subject, ...Subject[]])[] => {
    const members = folded.get(subject);
    if (members === undefined) return [[subject]];
    return members[0] === subject ? [[subject, ...members.slice(1)]] : [];
  });
}
