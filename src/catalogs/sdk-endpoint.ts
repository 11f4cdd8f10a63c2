import type { Certainty, EndpointRule } from '../model/sdk.js';
import { asPart, asPathField } from './paths.js';
import { asFields, asList, asScalar, asText, asTexts, type Cursor, complain, need } from './yaml.js';

/** Reads `endpoint:`; without it nothing decides but the hosts in the code. */
export function readEndpoint(at: Cursor | undefined, tables: ReadonlyMap<string, Certainty>): EndpointRule {
  if (at === undefined) return { options: [], env: [], packageDefaults: {}, values: [] };
  const fields = asFields(at, ['options', 'env', 'default', 'packageDefaults', 'region', 'values', 'calls']);
  const fallback = asText(fields.get('default'));
  const region = readRegion(fields.get('region'), tables);
  return {
    options: asTexts(fields.get('options')),
    env: asTexts(fields.get('env')),
    ...(fallback === undefined ? {} : { default: fallback }),
    packageDefaults: readDefaults(fields.get('packageDefaults')),
    ...(region === undefined ? {} : { region }),
    values: asList(fields.get('values')).flatMap((item) => {
      const parts = asFields(item, ['option', 'equals', 'host']);
      const option = asText(need(item, parts, 'option'));
      const equals = asScalar(need(item, parts, 'equals'));
      const host = asText(need(item, parts, 'host'));
      if (typeof equals === 'number' || equals === null) complain(item, 'expected text, true or false in equals');
      if (option === undefined || host === undefined || (typeof equals !== 'string' && typeof equals !== 'boolean')) return [];
      return [{ option, equals, host }];
    }),
    ...readCalls(fields.get('calls')),
  };
}

/** `calls:`, each with a `host` or with the part that holds the `address`. */
function readCalls(at: Cursor | undefined): Pick<EndpointRule, 'calls'> {
  if (at === undefined) return {};
  const calls = asList(at).flatMap((item) => {
    const parts = asFields(item, ['call', 'host', 'address']);
    const paths = asPathField(need(item, parts, 'call'));
    const host = asText(parts.get('host'));
    const address = asPart(parts.get('address'));
    if ((host === undefined) === (address === undefined)) complain(item, 'expected either host or address, found both or neither');
    return paths.map((path) => ({ path, ...(host === undefined ? {} : { host }), ...(address === undefined ? {} : { address }) }));
  });
  return { calls };
}

function readDefaults(at: Cursor | undefined): Readonly<Record<string, string>> {
  if (at === undefined) return {};
  const defaults: Record<string, string> = {};
  for (const [name, field] of asFields(at)) {
    const host = asText(field);
    if (host !== undefined) defaults[name] = host;
  }
  return defaults;
}

function readRegion(at: Cursor | undefined, tables: ReadonlyMap<string, Certainty>): EndpointRule['region'] {
  if (at === undefined) return undefined;
  const fields = asFields(at, ['options', 'env', 'table', 'default']);
  const table = asText(need(at, fields, 'table'));
  const fallback = asText(fields.get('default'));
  if (table !== undefined && !tables.has(table)) complain(at, `expected a region table (${[...tables.keys()].join(', ')}), found "${table}"`);
  if (table === undefined) return undefined;
  return { options: asTexts(fields.get('options')), env: asTexts(fields.get('env')), table, ...(fallback === undefined ? {} : { default: fallback }) };
}
