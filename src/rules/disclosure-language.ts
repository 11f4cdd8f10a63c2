import type { ProjectRule } from '../model/rule.js';
import { listed } from './prompt-to-telemetry.js';

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language' });
/** So many languages are named; a market with more takes any of them. */
const FEW = 4;

/** Data go abroad, and no notice is in a language that the market's users read. */
export const disclosureLanguage: ProjectRule = {
  id: 'disclosure-language',
  title: 'No notice is in the language of the users',
  level: 'warning',
  restsOn: ['disclosure'],
  about: 'project',
  review: ({ market, duties, notices, receivers }) => {
    const asked = duties.filter((duty) => duty.kind === 'disclosure');
    const { languages = [] } = market;
    const [first] = notices;
    const isRead = languages.length === 0 || notices.some(({ language }) => languages.includes(language));
    if (asked.length === 0 || isRead || first === undefined || receivers.length === 0) return [];
    const wanted = languages.length > FEW ? 'a language' : listed(languages.map(nameOf));
    return [
      {
        key: market.code,
        level: 'warning',
        duties: asked,
        span: first.declaredAt,
        usages: receivers.flatMap(({ cases }) => cases.flatMap(({ subject }) => subject.usages.map(({ id }) => id))),
        say: (cites) => ({
          message: `The notice is in ${listed(notices.map(({ language }) => nameOf(language)))} only, and users in ${market.name} read ${wanted} (${cites}).`,
          fix: `Add the notice in ${wanted === 'a language' ? `a language of ${market.name}` : listed(languages.map(nameOf)).replace(/ and /, ' or ')}, and name the file under notice: in xborder.yaml.`,
        }),
      },
    ];
  },
};

function nameOf(language: string): string {
  return LANGUAGES.of(language) ?? language;
}
