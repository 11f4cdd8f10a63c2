import type { RegisterEntry } from '../model/declaration.js';
import type { Case, JudgeInput, NoticeReading, Receiver, Review } from '../model/rule.js';
import { isNamed, type MarketOnDay } from './standing.js';

/** What a project tells its users, before one market: who receives data, and whether register and notices name them. */
export function reviewOf(market: MarketOnDay, cases: readonly Case[], input: JudgeInput): Review {
  const { register = [], notices = [] } = input;
  const { languages = [] } = market.market;
  const inLanguage = notices.filter(({ language }) => languages.includes(language));
  const speaking = inLanguage.length > 0 || languages.length === 0 ? inLanguage : notices;
  const asking = new Set(market.duties.filter(({ kind }) => kind === 'disclosure').map(({ law }) => law));
  return {
    market: market.market,
    duties: market.duties,
    items: [...asking].flatMap((law) => input.law.laws[law]?.notice ?? []),
    receivers: receiversOf(cases, register, speaking),
    gone: goneFrom(input),
    notices,
    speaking,
  };
}

/** Each once: what the register lists, and what only a notice does. */
function goneFrom(input: JudgeInput): Review['gone'] {
  const { register = [], notices = [], usages } = input;
  const gone = register.filter((entry) => !usages.some((usage) => isUsed(entry, usage, input)));
  const listed = new Map(notices.flatMap((notice) => notice.listed).map((one) => [one.vendor, one]));
  const others = [...listed.values()].filter(
    ({ vendor, name }) => !usages.some((usage) => usage.vendor === vendor) && !register.some((entry) => isNamed(entry, { also: [name, vendor] })),
  );
  return [...gone.map(({ recipient, span }) => ({ name: recipient, span })), ...others.map(({ name, span }) => ({ name, span }))];
}

function isUsed(entry: RegisterEntry, { product, recipients, productName, vendor }: JudgeInput['usages'][number], { productFacts }: JudgeInput): boolean {
  const facts = productFacts(product);
  return (
    recipients.some((recipient) => isNamed(entry, { recipient, ...(facts === undefined ? {} : { product: facts }) })) ||
    isNamed(entry, { also: [productName, vendor] })
  );
}

/** By legal name, so that several products of one company are one who receives. */
function receiversOf(cases: readonly Case[], register: readonly RegisterEntry[], speaking: readonly NoticeReading[]): readonly Receiver[] {
  const groups = new Map<string, { readonly cases: Set<Case>; readonly transfers: Case['transfers'][number][] }>();
  for (const one of cases) {
    for (const transfer of one.transfers) {
      const { entity } = transfer.recipient;
      if (transfer.standing.kind === 'home' || entity === 'unknown') continue;
      const group = groups.get(entity) ?? { cases: new Set(), transfers: [] };
      groups.set(entity, group);
      group.cases.add(one);
      group.transfers.push(transfer);
    }
  }
  return [...groups].map(([entity, { cases: mine, transfers }]) => {
    const products = [...mine].map(({ subject }) => subject.product);
    const entry = register.find((one) =>
      transfers.some(({ recipient }) => products.some((product) => isNamed(one, { recipient, ...(product === undefined ? {} : { product }) }))),
    );
    const keys = new Set([...mine].map(({ subject }) => `${subject.usage.product}\n${entity}`));
    return {
      entity,
      cases: [...mine],
      transfers,
      ...(entry === undefined ? {} : { entry }),
      namings: speaking.flatMap(({ named }) => [...keys].flatMap((key) => named[key] ?? [])),
    };
  });
}
