import { PackageURL } from 'packageurl-js';

/**
 * Package URL of a package. `path` is its name with what comes before it, parted by slashes. What the type's own rules
 * refuse (a Swift package without a version) is written all the same: an inventory with a hole helps nobody.
 */
export function purlOf(type: string, path: string, version?: string, subpath?: string): string {
  const slash = path.lastIndexOf('/');
  const namespace = slash > 0 ? path.slice(0, slash) : undefined;
  const name = path.slice(slash + 1);
  try {
    return new PackageURL(type, namespace, name, version === '' ? undefined : version, undefined, subpath).toString();
  } catch {
    const parts = path.split('/').map(encoded).join('/');
    return `pkg:${type}/${parts}${version ? `@${encoded(version)}` : ''}${subpath ? `#${subpath.split('/').map(encoded).join('/')}` : ''}`;
  }
}

function encoded(text: string): string {
  // A lone half of a pair, from a file in a wrong encoding, cannot be encoded.
  return encodeURIComponent(text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'));
}
