/** What a dependency's value asks for: the package that is really installed, and its version or range where the value is one. */
export interface Wanted {
  readonly name: string;
  readonly version?: string;
}

/** Reads the value of an npm dependency: `^1.2.3`, `npm:other@1`, `workspace:*`, `file:../x`, `github:owner/name`, `latest`. */
export function wantedBy(name: string, value: string): Wanted {
  const alias = /^npm:((?:@[^/@]+\/)?[^/@]+)(?:@(.*))?$/.exec(value);
  if (alias?.[1] !== undefined) return wanted(alias[1], alias[2] ?? '');
  return wanted(name, value);
}

/** Parts `name@version`; the `@` of a scope is none of the version. */
export function nameAndVersion(text: string): { readonly name: string; readonly version: string } {
  const at = text.indexOf('@', 1);
  return at < 0 ? { name: text, version: '' } : { name: text.slice(0, at), version: text.slice(at + 1) };
}

function wanted(name: string, value: string): Wanted {
  const range = value.trim();
  return /^[\^~>=<v]*\s*\d/.test(range) ? { name, version: range } : { name };
}
