import type { Gap } from '../model/place.js';
import { asObject, asText, asTexts, type Json, type JsonObject, readJson } from './json.js';
import { folderOf, joinPath } from './known-files.js';

/** What a tsconfig or jsconfig says about where modules are, its `extends` and `references` worked in. */
export interface PathConfig {
  readonly file: string;
  /** Folder to which bare specifiers are relative, too. */
  readonly baseUrl?: string;
  readonly paths: readonly PathAlias[];
}

export interface PathAlias {
  /** `@app/*`: what stands before and after the star; `star` is false where the whole name is meant. */
  readonly before: string;
  readonly after: string;
  readonly star: boolean;
  /** Paths from the root, with their star. */
  readonly targets: readonly string[];
}

export interface ConfigReader {
  /** The text of a file of the project, or undefined where it cannot be had. */
  readonly readConfig: (path: string) => string | undefined;
  /** The file of another package that `extends` names, where that package is in the project. */
  readonly inPackage: (specifier: string) => string | undefined;
  readonly gaps: Gap[];
}

/**
 * Reads a tsconfig tolerantly: a base that is not there, is broken or leads back to itself loses only itself.
 * `paths` of the nearest configuration stand for all of its bases, as the compiler has it.
 */
export function readPathConfig(file: string, reader: ConfigReader): PathConfig {
  return readOne(file, reader, new Set(), true);
}

const MAX_CONFIGS = 30;

function readOne(file: string, reader: ConfigReader, seen: Set<string>, follow: boolean): PathConfig {
  seen.add(file);
  const config = parse(file, reader);
  const folder = folderOf(file);
  const options = asObject(config['compilerOptions']);
  const bases = asTexts(config['extends']).flatMap((name) => readLinked(findBase(file, name, reader), reader, seen));
  const inherited: Partial<PathConfig> = Object.assign({}, ...bases.map(given));

  const ownBase = asText(options['baseUrl']);
  const baseUrl = ownBase === undefined ? inherited.baseUrl : placeOf(ownBase, folder, folder);
  const paths = options['paths'] === undefined ? (inherited.paths ?? []) : readPaths(options['paths'], baseUrl ?? folder, folder);
  const own: PathConfig = { file, ...(baseUrl === undefined ? {} : { baseUrl }), paths };
  if (!follow || own.paths.length > 0) return own;

  // A "solution" holds nothing but references to the configurations of its parts.
  const parts = asReferences(config['references']).flatMap((path) => readLinked(joinPath(folder, path), reader, seen));
  const best = parts.find((part) => part.paths.length > 0) ?? parts.find((part) => part.baseUrl !== undefined);
  return best === undefined ? own : { ...own, ...given(best), file };
}

function given(config: PathConfig): Partial<PathConfig> {
  return { ...(config.baseUrl === undefined ? {} : { baseUrl: config.baseUrl }), ...(config.paths.length === 0 ? {} : { paths: config.paths }) };
}

function readLinked(path: string | undefined, reader: ConfigReader, seen: Set<string>): readonly PathConfig[] {
  if (path === undefined || seen.size >= MAX_CONFIGS) return [];
  const file = [path, `${path}.json`, joinPath(path, 'tsconfig.json')].find((one) => seen.has(one) || reader.readConfig(one) !== undefined);
  return file === undefined || seen.has(file) ? [] : [readOne(file, reader, seen, false)];
}

function findBase(file: string, name: string, reader: ConfigReader): string | undefined {
  if (!name.startsWith('.')) return reader.inPackage(name);
  const path = joinPath(folderOf(file), name);
  const isThere = [path, `${path}.json`, joinPath(path, 'tsconfig.json')].some((one) => reader.readConfig(one) !== undefined);
  // Frameworks write their part when the project is first built; its aliases are among those that are tried anyway.
  if (!isThere && !/(?:^|\/)\.[\w-]+\//.test(path))
    reader.gaps.push({ stage: 'graph', file, why: `extends "${name}", which is not there: its path aliases are not known` });
  return path;
}

function parse(file: string, reader: ConfigReader): JsonObject {
  const { value, fault } = readJson(reader.readConfig(file) ?? '{}');
  if (fault !== undefined) reader.gaps.push({ stage: 'graph', file, at: fault.at, why: `${fault.why}: path aliases may be missing` });
  return asObject(value);
}

function readPaths(value: Json, base: string, folder: string): readonly PathAlias[] {
  const aliases = Object.entries(asObject(value)).map(([pattern, targets]): PathAlias => {
    const star = pattern.indexOf('*');
    const before = star < 0 ? pattern : pattern.slice(0, star);
    const after = star < 0 ? '' : pattern.slice(star + 1);
    return { before, after, star: star >= 0, targets: asTexts(targets).map((target) => placeOf(target, base, folder)) };
  });
  // A whole name wins over a pattern, a longer pattern over a shorter one.
  return aliases.sort((a, b) => Number(a.star) - Number(b.star) || b.before.length - a.before.length);
}

/** `${configDir}` is the folder of the configuration that is in use; here, of the one that says it. */
function placeOf(path: string, base: string, folder: string): string {
  return path.startsWith(CONFIG_DIR) ? joinPath(folder, path.slice(CONFIG_DIR.length)) : joinPath(base, path);
}

const CONFIG_DIR = '$' + '{configDir}';

function asReferences(value: Json): readonly string[] {
  return Array.isArray(value) ? value.flatMap((item: Json) => asTexts(asObject(item)['path'])) : [];
}
