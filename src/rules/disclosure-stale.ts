import type { ProjectRule } from '../model/rule.js';

/** The register or the notice lists somebody to whom nothing in the code sends. A note: other parts of the service may. */
export const disclosureStale: ProjectRule = {
  id: 'disclosure-stale',
  title: 'A recipient is listed to whom nothing in the code sends',
  level: 'note',
  restsOn: ['disclosure'],
  about: 'project',
  review: ({ duties, gone }) => {
    const asked = duties.filter((duty) => duty.kind === 'disclosure');
    if (asked.length === 0) return [];
    return gone.map(({ name, span }) => ({
      key: name.toLowerCase(),
      level: 'note',
      duties: asked,
      span,
      usages: [],
      say: (cites) => ({
        message: `${name} is listed as receiving data, and nothing in this code sends to it (${cites}).`,
        fix: `Take ${name} out of the notice and the register, unless another part of the service sends to it.`,
      }),
    }));
  },
};
