import { type Draft, importName, type Maker, typeOf } from '../maker.js';
import { anyOf, type Kept } from './kept.js';

export function stream(maker: Maker, home: Draft): Kept {
  const { random } = maker;
  const kind = random.weighted([
    [5, 'BehaviorSubject'],
    [2, 'ReplaySubject'],
    [2, 'Subject'],
  ] as const);
  importName(home, 'rxjs', kind);
  const [subject, shown] = [maker.name('consentSubject'), maker.name('consentStream')];
  const words = random.chance(30);
  const [yes, no] = words ? ["'granted'", "'denied'"] : ['true', 'false'];
  const start = random.chance(8) ? yes : words ? "'pending'" : random.pick(['false', 'null']);
  home.declared.push(
    `const ${subject} = new ${kind}${maker.typed ? '<any>' : ''}(${kind === 'BehaviorSubject' ? start : ''});`,
    `const ${shown} = ${random.pick([`${subject}.asObservable()`, subject, `${subject}.pipe(distinctUntilChanged())`])};`,
  );
  if (home.declared.at(-1)?.includes('distinctUntilChanged')) importName(home, 'rxjs', 'distinctUntilChanged');
  const from = random.chance(80) ? 'rxjs' : 'rxjs/operators';
  const test = words
    ? `(value${anyOf(maker)}) => value === 'granted'`
    : random.pick(['Boolean', `(value${anyOf(maker)}) => value`, `(value${anyOf(maker)}) => value === true`]);
  const bad = words ? `(value${anyOf(maker)}) => value !== 'denied'` : `(value${anyOf(maker)}) => value !== null`;
  const any = anyOf(maker);
  const [told, packages] = random.weighted<readonly [string, readonly string[]]>([
    [4, [`${shown}.pipe(filter(${test})).subscribe(() => {\n  FLAG = true;\n});`, ['filter']]],
    [2, [`${shown}.pipe(filter(${test}), take(1)).subscribe(() => {\n  FLAG = true;\n});`, ['filter', 'take']]],
    [2, [`${shown}.pipe(map(${test})).subscribe((on${any}) => {\n  FLAG = on;\n});`, ['map']]],
    [1, [`${shown}.pipe(map(${test}), filter(Boolean)).subscribe(() => {\n  FLAG = true;\n});`, ['map', 'filter']]],
    [1, [`${shown}.pipe(first(${test})).subscribe(() => {\n  FLAG = true;\n});`, ['first']]],
    [1, [`${shown}.pipe(skipWhile((value${any}) => !(${test})(value))).subscribe((value${any}) => {\n  FLAG = value === ${yes};\n});`, ['skipWhile']]],
    [1, [`${shown}.pipe(skipWhile((value${any}) => !(${test})(value))).subscribe(() => {\n  FLAG = true;\n});`, ['skipWhile']]],
    [1, [`${shown}.pipe(takeWhile((value${any}) => !(${test})(value))).subscribe(() => {\n  FLAG = true;\n});`, ['takeWhile']]],
    [1, [`${shown}.pipe(tap((value${any}) => {\n  FLAG = (${test})(value);\n})).subscribe(() => undefined);`, ['tap']]],
    [1, [`${shown}.pipe(mapTo(true)).subscribe((on${any}) => {\n  FLAG = on;\n});`, ['mapTo']]],
    [1, [`${shown}.pipe(startWith(${yes})).subscribe((value${any}) => {\n  FLAG = (${test})(value);\n});`, ['startWith']]],
    [1, [`${shown}.pipe(filter(${bad})).subscribe(() => {\n  FLAG = true;\n});`, ['filter']]],
    [1, [`${shown}.pipe(skip(1)).subscribe(() => {\n  FLAG = true;\n});`, ['skip']]],
    [1, [`${shown}.pipe(switchMap((value${any}) => of((${test})(value)))).subscribe((on${any}) => {\n  FLAG = on;\n});`, ['switchMap', 'of']]],
    [1, [`${shown}.pipe(scan((all${any}, value${any}) => all && (${test})(value), true)).subscribe((on${any}) => {\n  FLAG = on;\n});`, ['scan']]],
    [1, [`combineLatest([${shown}, of(1)]).subscribe(([value]${any}) => {\n  FLAG = (${test})(value);\n});`, ['combineLatest', 'of']]],
    [2, [`${shown}.subscribe({\n  next: (value${any}) => {\n    FLAG = (${test})(value);\n  },\n});`, []]],
    [2, [`${shown}.subscribe((value${any}) => {\n  if ((${test})(value)) FLAG = true;\n});`, []]],
    [1, [`${shown}.subscribe(() => {\n  FLAG = true;\n});`, []]],
    [1, [`firstValueFrom(${shown}.pipe(filter(${test}))).then(() => {\n  FLAG = true;\n});`, ['firstValueFrom', 'filter']]],
  ]);
  if (told.includes('startWith(') && kind === 'BehaviorSubject') maker.parts.push('starts-true');
  const isAsked = kind === 'BehaviorSubject';
  const own = packages.map((name): readonly [string, string] => [name, /^(?:of|combineLatest|firstValueFrom)$/.test(name) ? 'rxjs' : from]);
  const flag = isAsked ? undefined : maker.name('heardOf');
  if (flag !== undefined) {
    for (const [name, pkg] of own) importName(home, pkg, name);
    home.declared.push(`let ${flag}${typeOf(maker, 'any')} = false;`);
    home.body.push(told.replaceAll('FLAG', flag));
  }
  const value = random.pick([`${subject}.value`, `${subject}.getValue()`]);
  return {
    yes: `${subject}.next(${yes});`,
    no: `${subject}.next(${no});`,
    right: flag !== undefined ? [flag] : words ? [`${value} === 'granted'`] : [value, `${value} === true`],
    wrong: flag !== undefined ? [] : words ? [`${value} !== 'denied'`, `Boolean(${value})`] : [`!${value}`, `${value} !== null`],
    ...(flag === undefined ? { told: [told], packages: own } : {}),
    names: [subject, shown, ...(flag === undefined ? [] : [flag])],
  };
}
