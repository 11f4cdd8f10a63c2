// What the comparison comes to, in words. Gives back the exit code: 1 where a package or a path is not there.

export function report(proof, claims, tell) {
  const counts = { there: 0, older: 0, named: 0, open: 0, missed: 0, absent: 0, unchecked: 0 };
  const elsewhere = new Set(Object.values(proof.elsewhere ?? {}).flat());
  let remembered = 0;
  const faults = [];
  const notes = [];
  for (const { name, paths } of claims.values()) {
    const found = proof.packages[name];
    const standing = standingOf(found);
    for (const path of paths.keys()) {
      const kind = standing.get(path) ?? 'unchecked';
      counts[kind] += 1;
      if (!['there', 'older', 'named'].includes(kind) && !elsewhere.has(path)) remembered += 1;
      if (kind === 'absent') faults.push(`${path}: not in ${name} ${found.version} (${found.absent[path]})`);
      if (kind === 'missed') notes.push(`${path}: not seen in the source of ${name} ${found.version} (${found.missed[path]})`);
    }
    if (found?.isAbsent) faults.push(`${name}: not in the registry`);
  }
  for (const line of [...notes, ...lackingOptions(proof, claims), ...faults]) tell(line);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const proved = counts.there + counts.older;
  tell(
    `${proved} of ${all} access paths proved (${Math.round((100 * proved) / all)} %): ${counts.there} in the current release, ${counts.older} in an older one.`,
  );
  tell(
    `Not proved: ${counts.named} by name only, ${counts.open} open, ${counts.missed} not seen in a checkout, ${counts.absent} absent, ${counts.unchecked} not checked.`,
  );
  tell(`Of those, ${all - proved - counts.named - remembered} were read elsewhere, as their entries say; ${remembered} rest on memory alone.`);
  return faults.length > 0 ? 1 : 0;
}

/** path → how it stands. */
function standingOf(found = {}) {
  const of = (kind, paths) => paths.map((path) => [path, kind]);
  return new Map([
    ...['absent', 'missed', 'open'].flatMap((kind) => of(kind, Object.keys(found[kind] ?? {}))),
    ...of('named', found.named ?? []),
    ...of('older', Object.values(found.older ?? {}).flat()),
    ...of('there', found.there ?? []),
  ]);
}

/** Options that no package of their product has, where all of its packages that take options were looked at. */
function lackingOptions(proof, claims) {
  const standing = new Map();
  for (const { name, options } of claims.values()) {
    const absent = new Set(proof.packages[name]?.absentOptions);
    for (const key of options.keys()) standing.set(key, [...(standing.get(key) ?? []), absent.has(key) ? name : undefined]);
  }
  return [...standing].flatMap(([key, names]) => (names.every((name) => name !== undefined) ? [`no option ${key} in ${names.join(', ')}`] : []));
}
