/** Package URL of an npm package; the `@` of a scope is written as the specification wants it. */
export function npmPurl(name: string, version?: string): string {
  const path = name.split('/').map(encodeURIComponent).join('/');
  return version === undefined || version === '' ? `pkg:npm/${path}` : `pkg:npm/${path}@${encodeURIComponent(version)}`;
}

/** What a dependency's value asks for: the package that is really installed, and its version or range where the value is one. */
export interface Wanted {
  readonly name: string;
  readonly version?: string;
}

/** Reads the value of a dependency: `^1.2.3`, `npm:other@1`, `workspace:*`, `file:../x`, `github:owner/name`, `latest`. */
export function wantedBy(name: string, value: string): Wanted {
  const alias = /^npm:((?:@[^/@]+\/)?[^/@]+)(?:@(.*))?$/.exec(value);
  if (alias?.[1] !== undefined) return wanted(alias[1], alias[2] ?? '');
  return wanted(name, value);
}

function wanted(name: string, value: string): Wanted {
  const range = value.trim();
  return /^[\^~>=<v]*\s*\d/.test(range) ? { name, version: range } : { name };
}
