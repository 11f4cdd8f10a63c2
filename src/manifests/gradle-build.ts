import type { Dependency } from '../model/manifest.js';
import { dependencyOf, type ManifestFormat, manifestOf, nameOf } from './manifest-format.js';
import { withoutComments } from './syntax/comments.js';

/**
 * build.gradle, build.gradle.kts and settings: dependencies in all the ways in which they are written, and plugins, which
 * count as the packages that Gradle fetches for them. The place is the statement. A name out of a version catalog
 * (`libs.sentry`) is left to the catalog's own file.
 */
export const gradleBuild: ManifestFormat = {
  name: 'build.gradle',
  matches: (path) => /\.gradle(?:\.kts)?$/.test(nameOf(path)),
  read(file, text) {
    const code = withoutComments(text, false);
    const variables = variablesIn(code);
    const dependencies = [...coordinates(file, code, variables), ...named(file, code, variables), ...plugins(file, code, variables)];
    dependencies.sort((a, b) => a.span.start - b.span.start);
    const open = unclosedIn(code);
    const gaps = open === undefined ? [] : [{ stage: 'manifests' as const, file, at: open, why: 'a bracket that is not closed: cut off?' }];
    return manifestOf(file, 'build.gradle', { dependencies, gaps });
  },
};

type Variables = ReadonlyMap<string, string>;

const CONFIGURATION =
  /(?:implementation|api|compile|compileonly|compileclasspath|runtime|runtimeonly|apk|provided|kapt|ksp|annotationprocessor|classpath|corelibrarydesugaring|lintchecks|lintpublish|detektplugins|developmentonly)$/i;
const ONLY_BUILDS =
  /^(?:test|androidTest|debug|kapt|ksp|annotationProcessor|lint|detekt|classpath|coreLibraryDesugaring|jmh)|Test|[dD]evelopmentOnly|AnnotationProcessor/;

/** Scope by the name of a configuration: `debugImplementation` never gets to a user. */
export function scopeOfConfiguration(name: string): Dependency['scope'] {
  return ONLY_BUILDS.test(name) ? 'development' : 'production';
}

/** `implementation "g:a:v"`, `api(platform("g:a"))`, `classpath 'g:a:v', 'g:b:v'`. */
function coordinates(file: string, code: string, variables: Variables): Dependency[] {
  const found: Dependency[] = [];
  const statement = /\b([A-Za-z]\w{0,80})[ \t]{0,20}(?:\(\s{0,200})?(?:\w{1,40}[ \t]{0,5}\(\s{0,200}){0,2}(?=["'][\w.$-]{1,200}:[\w.$])/g;
  const text = /\s{0,200}["']([\w.$-]{1,200}):([\w.${}-]{1,200})(?::([^"'\n:@]{0,200}))?(?:[:@][^"'\n]{0,200})?["'][ \t]{0,20}\)?(\s{0,200},)?/y;
  for (let match = statement.exec(code); match !== null; match = statement.exec(code)) {
    const [, configuration = ''] = match;
    if (!CONFIGURATION.test(configuration)) continue;
    text.lastIndex = statement.lastIndex;
    let start = match.index;
    for (let one = text.exec(code); one !== null; one = text.exec(code)) {
      const [whole, group = '', artifact = '', version, comma] = one;
      const end = one.index + whole.length - (comma?.length ?? 0);
      const quoted = one.index + whole.search(/["']/);
      found.push(mavenAt(file, [group, artifact, version], variables, configuration, start === match.index ? start : quoted, end));
      start = -1;
      statement.lastIndex = text.lastIndex;
      if (comma === undefined) break;
    }
  }
  return found;
}

/** `implementation group: 'g', name: 'a', version: 'v'`, and with `=` in Kotlin. */
function named(file: string, code: string, variables: Variables): Dependency[] {
  const statement =
    /\b([A-Za-z]\w{0,80})[ \t]{0,20}\(?\s{0,200}\[?group[ \t]{0,5}[:=][ \t]{0,5}["']([\w.$-]{1,200})["'],\s{0,200}name[ \t]{0,5}[:=][ \t]{0,5}["']([\w.$-]{1,200})["'](?:,\s{0,200}version[ \t]{0,5}[:=][ \t]{0,5}(?:["']([^"'\n]{1,200})["']|([\w.]{1,200})))?/g;
  return [...code.matchAll(statement)].flatMap((match) => {
    const [whole, configuration = '', group = '', artifact = '', written, variable] = match;
    const version = written ?? variables.get(lastPart(variable ?? ''));
    if (!CONFIGURATION.test(configuration)) return [];
    return [mavenAt(file, [group, artifact, version], variables, configuration, match.index, match.index + whole.length)];
  });
}

function mavenAt(
  file: string,
  [group, artifact, version]: readonly [string, string, string | undefined],
  variables: Variables,
  configuration: string,
  start: number,
  end: number,
): Dependency {
  const path = `${filled(group, variables) ?? group}/${filled(artifact, variables) ?? artifact}`;
  return dependencyOf(file, { type: 'maven', path, version: filled(version, variables), start, end, direct: true, scope: scopeOfConfiguration(configuration) });
}

/** `id 'x' version 'v'`, `id("x")`, `apply plugin: 'x'`. Gradle fetches the package `x:x.gradle.plugin`. */
function plugins(file: string, code: string, variables: Variables): Dependency[] {
  const statement =
    /\b(?:id[ \t]{0,5}\(?[ \t]{0,5}["']([\w.-]{1,200})["'][ \t]{0,5}\)?(?:[ \t]{0,5}version[ \t]{0,5}\(?[ \t]{0,5}(?:["']([^"'\n]{1,100})["']|([\w.]{1,100})))?|apply[ \t]{0,5}\(?[ \t]{0,5}plugin[ \t]{0,5}[:=][ \t]{0,5}["']([\w.-]{1,200})["'])/g;
  return [...code.matchAll(statement)].flatMap((match) => {
    const [whole, id, version, variable, applied] = match;
    const plugin = id ?? applied ?? '';
    // Gradle's own plugins have no dot in their name.
    if (!plugin.includes('.') || plugin.startsWith('org.gradle.')) return [];
    const exact = version === undefined ? variables.get(lastPart(variable ?? '')) : filled(version, variables);
    const path = `${plugin}/${plugin}.gradle.plugin`;
    return [
      dependencyOf(file, { type: 'maven', path, version: exact, start: match.index, end: match.index + whole.length, direct: true, scope: 'development' }),
    ];
  });
}

/** `def x = '1'`, `val x = "1"`, `ext.x = '1'`, `x: '1'` in a map. */
function variablesIn(code: string): Variables {
  const variables = new Map<string, string>();
  for (const [, name = '', value = ''] of code.matchAll(/\b([A-Za-z_]\w{0,80})[ \t]{0,10}[:=][ \t]{0,10}["']([\w.+-]{1,100})["']/g)) variables.set(name, value);
  return variables;
}

/** `rootProject.ext.version` is looked up by its last part. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** A text with its variables filled in; undefined where one is not known. */
function filled(text: string | undefined, variables: Variables): string | undefined {
  let isKnown = true;
  const bare = text?.trim().replace(/\$\{?([\w.]+)\}?/g, (_, name: string) => {
    const value = variables.get(lastPart(name));
    isKnown &&= value !== undefined;
    return value ?? '';
  });
  return bare === '' || !isKnown ? undefined : bare;
}

/** Where the outermost bracket opens that nothing closes. */
function unclosedIn(code: string): number | undefined {
  const open: number[] = [];
  const token = /"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[{}]/g;
  for (let found = token.exec(code); found !== null; found = token.exec(code)) {
    if (found[0] === '{') open.push(found.index);
    else if (found[0] === '}') open.pop();
  }
  return open[0];
}
