import { createHash } from 'node:crypto';
import type { Sighting } from '../model/sighting.js';
import type { Recipient } from '../model/usage.js';
import type { Forward } from './forwards.js';
import { whose } from './hosts.js';
import type { Draft } from './index.js';
import { type Routing, recipientAt } from './recipients.js';

/**
 * Addresses of catalogued hosts that no call was seen to use, such as a table of providers: each is a usage where it is
 * written; what one function writes of one host is one. Addresses of web pages and of scripts are not: only hosts that receive data count.
 */
export function endpointLiterals(matching: Routing, used: ReadonlySet<string>): Draft[] {
  const drafts: Draft[] = [];
  const told = new Set<string>();
  const forwards = new Map(matching.forwards.flatMap((forward) => (forward.literal ? [[forward.literal, forward] as const] : [])));
  for (const [module, facts] of matching.run.engine.program.modules.entries()) {
    for (const { value, fn, start, end } of facts.addresses) {
      const forward = forwards.get(`${module}:${start}`);
      // Signs of a pattern stand in the targets of paths that are handed on; where the browser is sent is a link.
      if (used.has(`${module}:${start}`) || (forward === undefined && /[*\s]/.test(value)) || forward?.how === 'redirect') continue;
      const address = whose(matching.hosts, value);
      if (address?.kind !== 'known' || address.match.fact.serves !== 'api') continue;
      const product = matching.catalog.products[address.match.fact.product];
      if (!product) continue;
      const place = `${module}:${fn}:${product.id}:${address.host}:${forward?.how ?? ''}`;
      if (told.has(place)) continue;
      told.add(place);
      const span = { file: facts.file, start, end };
      const named = recipientAt(matching.catalog, address.match.fact.entity, address.match.places, 'literal', [{ span, note: `the address ${address.host}` }]);
      const recipient = asSureAs(forward, named);
      const routed = { recipients: [recipient], products: [product.id], literals: [], passedAt: [], relay: address.match.fact.relay ?? false };
      drafts.push({
        product,
        touch: 'endpoint',
        transmits: true,
        module,
        start,
        end,
        callee: `url:${address.host}`,
        routed,
        points: [{ module, fn, point: 0 }],
        instance: `${product.id}@${module}:${start}`,
        isCall: false,
      });
    }
  }
  return drafts;
}

/** What is handed on to others by a manifest, and no code was seen to ask for: a usage where it is written. */
export function forwardedUnseen(matching: Routing, used: ReadonlySet<string>): Sighting[] {
  const manifests = new Set(matching.run.engine.program.manifests.map(({ file }) => file));
  return matching.forwards.flatMap((forward): readonly Sighting[] => {
    const { how, span, target, prefix, literal } = forward;
    if (how === 'redirect' || literal === undefined || used.has(literal) || !manifests.has(span.file)) return [];
    const address = whose(matching.hosts, target);
    const product = address?.kind === 'known' && address.match.fact.serves === 'api' ? matching.catalog.products[address.match.fact.product] : undefined;
    if (address?.kind !== 'known' || product === undefined) return [];
    const because = [{ span, note: `${prefix === '' ? 'any path' : prefix} is handed on to ${address.host}` }];
    return [
      {
        id: createHash('sha256').update([span.file, product.id, 'forward', prefix].join('|')).digest('hex').slice(0, 12),
        product: product.id,
        productName: product.name,
        vendor: product.vendor,
        category: product.category,
        touch: 'endpoint',
        transmits: true,
        span,
        callee: `url:${address.host}`,
        recipients: [asSureAs(forward, recipientAt(matching.catalog, address.match.fact.entity, address.match.places, 'config', because))],
        data: product.data.map(({ category, how: given }) => ({ category, how: given, because: [] })),
        runsOn: 'unknown',
        openEnded: product.openEnded,
        points: [],
        instance: `${product.id}@${literal}`,
        startCoversSend: false,
      },
    ];
  });
}

/** What answers while an app is developed need not be what answers later. */
function asSureAs(forward: Forward | undefined, recipient: Recipient): Recipient {
  return forward?.how === 'development' && recipient.certainty !== 'unknown' && recipient.certainty !== 'memory'
    ? { ...recipient, certainty: 'inferred' }
    : recipient;
}
