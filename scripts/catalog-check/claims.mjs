// What the catalogs say about npm packages: access paths, option names, and names of packages.

/**
 * By package: paths (`{ path, specifier, name, steps, isType }`) and options (`{ product, option, at }`, `at` being the places where
 * it may stand). `takeApart` splits an access path.
 */
export function claimsOf({ sdk, consent }, takeApart) {
  const packages = new Map();
  const packageOf = (name) => {
    const known = packages.get(name);
    if (known !== undefined) return known;
    const made = { name, paths: new Map(), options: new Map() };
    packages.set(name, made);
    return made;
  };
  const read = (path) => {
    const { root, steps } = takeApart(path) ?? {};
    const [, type, specifier, name] = /^(type:)?npm:([^#]+)(?:#(.+))?$/.exec(root ?? '') ?? [];
    return specifier === undefined ? undefined : { path, specifier, name, steps, isType: type !== undefined, package: nameOf(specifier) };
  };
  const add = (path) => {
    const claim = read(path);
    if (claim !== undefined) packageOf(claim.package).paths.set(path, claim);
    return claim;
  };
  for (const product of Object.values(sdk.products)) {
    for (const purl of product.packages) if (purl.startsWith('pkg:npm/')) packageOf(decodeURIComponent(purl.slice('pkg:npm/'.length)));
    const places = product.touches.flatMap(({ path, options, otherOptions = [] }) => {
      const claim = add(path);
      const parts = claim === undefined || options === undefined ? [] : [options, ...otherOptions];
      return parts.map((part) => ({ ...claim, part: takeApart(`global:x.${part}`)?.steps ?? [] }));
    });
    for (const { path } of product.endpoint.calls ?? []) add(path);
    for (const { hold, release } of product.switches) for (const path of [...(hold === undefined ? [] : [hold]), ...release]) add(path);
    for (const option of optionsOf(product)) for (const place of places) addOption(packageOf(place.package), product.id, option, place);
  }
  for (const { path } of [...consent.reads, ...consent.reactions, ...consent.prompts, ...consent.constants]) add(path);
  return new Map([...packages].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function optionsOf({ endpoint, switches }) {
  return new Set(
    [
      ...endpoint.options,
      ...endpoint.values.map(({ option }) => option),
      ...(endpoint.region?.options ?? []),
      ...switches.flatMap(({ option, silencedBy }) => [option, silencedBy?.option]),
    ].filter((option) => option !== undefined),
  );
}

function addOption(owner, product, option, place) {
  const key = `${product} ${option}`;
  const known = owner.options.get(key);
  if (known === undefined) owner.options.set(key, { product, option, places: [place] });
  else known.places.push(place);
}

/** `@scope/name/sub/path` → `@scope/name`. */
export function nameOf(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
