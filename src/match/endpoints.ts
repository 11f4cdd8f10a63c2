import type { Run } from '../flow/engine.js';
import type { SdkCatalog } from '../model/sdk.js';
import { type HostIndex, whose } from './hosts.js';
import type { Draft } from './index.js';
import { recipientAt } from './recipients.js';

/**
 * Addresses of catalogued hosts that no call was seen to use, such as a table of providers: each is a usage where it is
 * written. Addresses of web pages and of scripts are not: only hosts that receive data count.
 */
export function endpointLiterals(matching: { readonly run: Run; readonly catalog: SdkCatalog; readonly hosts: HostIndex }, used: ReadonlySet<string>): Draft[] {
  const drafts: Draft[] = [];
  for (const [module, facts] of matching.run.engine.program.modules.entries()) {
    for (const { value, fn, start, end } of facts.addresses) {
      if (used.has(`${module}:${start}`) || /[*\s]/.test(value)) continue;
      const address = whose(matching.hosts, value);
      if (address?.kind !== 'known' || address.match.fact.serves !== 'api') continue;
      const product = matching.catalog.products[address.match.fact.product];
      if (!product) continue;
      const span = { file: facts.file, start, end };
      const recipient = recipientAt(matching.catalog, address.match.fact.entity, address.match.places, 'literal', [
        { span, note: `the address ${address.host}` },
      ]);
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
