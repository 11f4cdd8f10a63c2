import type { ReportingDescriptor } from 'sarif';
import type { Level, RuleText } from '../../model/report.js';
import { type LawIndex, referenceTo } from './laws.js';
import { cutText, escapeText, textOfMarkdown } from './text.js';

/** What GitHub takes of a name, of a description, and of tags. */
const NAME = 255;
const DESCRIPTION = 1024;
const TAGS = 10;

export const GAP = { id: 'not-looked-at', index: 0 } as const;
export const LEFT_OUT = { id: 'findings-left-out', index: 1 } as const;

/** A rule for every project alike: nothing of a single finding goes into it. */
export function ruleOf(rule: RuleText, laws: LawIndex): ReportingDescriptor {
  const page = rule.page.trim() === '' ? rule.title : rule.page.trim();
  const text = textOfMarkdown(page);
  return {
    id: rule.id,
    name: pascal(rule.id).slice(0, NAME),
    shortDescription: { text: cutText(escapeText(rule.title), DESCRIPTION) },
    fullDescription: { text: cutText(escapeText(firstParagraph(text, rule.title)), DESCRIPTION) },
    help: { text: escapeText(text), markdown: page },
    defaultConfiguration: { level: rule.level },
    relationships: rule.laws.map((law) => ({ target: referenceTo(law, law, laws), kinds: ['relevant'] })),
    properties: {
      tags: ['security', 'privacy', 'consent', 'cross-border', ...rule.laws].slice(0, TAGS),
      precision: PRECISION[rule.level],
      'problem.severity': SEVERITY[rule.level],
    },
  };
}

export function notificationRules(): ReportingDescriptor[] {
  return [
    descriptor(GAP.id, 'Something could not be looked at', 'A file, a call or a setting could not be made out. What it does is not in the findings.'),
    descriptor(LEFT_OUT.id, 'Findings were left out of this file', 'There are more findings than code scanning keeps. The most severe ones are in the file.'),
  ];
}

function descriptor(id: string, short: string, full: string): ReportingDescriptor {
  return {
    id,
    name: pascal(id),
    shortDescription: { text: short },
    fullDescription: { text: full },
    help: { text: full, markdown: full },
    defaultConfiguration: { level: 'warning' },
  };
}

const SEVERITY: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'recommendation' };
const PRECISION: Readonly<Record<Level, string>> = { error: 'high', warning: 'high', note: 'medium' };

/** The first running text after the heading, else the title. */
function firstParagraph(text: string, title: string): string {
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s+/g, ' ').trim());
  return paragraphs.find((paragraph) => paragraph !== '' && /[.!?:]$/.test(paragraph)) ?? `${title}.`;
}

function pascal(id: string): string {
  return id
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
