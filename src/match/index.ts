import { createHash } from 'node:crypto';
import { isOneApp } from '../flow/apps.js';
import { callAt, type Engine, type FnKey, type Run } from '../flow/engine.js';
import { elementsOf, memberOf } from '../flow/members.js';
import { spellings } from '../flow/names.js';
import { indexPaths, lookUp, type PathIndex, type Pattern } from '../flow/paths.js';
import { argumentAt, fits } from '../flow/predicates.js';
import { ANYTHING, type Api, apis, type Constant, is, isEmpty, join, NOTHING, objectAt, only, rootApi, strings, UNDEFINED, type Val } from '../flow/values.js';
import type { Expr } from '../model/expr.js';
import type { Call } from '../model/facts.js';
import type { Evidence, Reading } from '../model/place.js';
import type { Product, SdkCatalog, Touch } from '../model/sdk.js';
import type { PointAt, Sighting, SwitchCall } from '../model/sighting.js';
import type { TypedCall } from '../model/typed-call.js';
import type { Datum, Recipient, TouchKind } from '../model/usage.js';
import { type ByType, byType, leavesRoom } from './by-type.js';
import { commandName, queuesCommand } from './command-functions.js';
import { placeOf, textsOf } from './configurations.js';
import { dataOf, isAi, type Typed, withSeen } from './data.js';
import { carried } from './dependencies.js';
import { endpointLiterals, forwardedUnseen } from './endpoints.js';
import { goneTo, linkedBy, openedBy } from './followed.js';
import { forwardsOf, ledBy } from './forwards.js';
import type { Given } from './given.js';
import { type HostIndex, indexHosts, underUrl, whose } from './hosts.js';
import { asWritten, type Ways, waysOf } from './instances.js';
import type { Written } from './left-out.js';
import { loadedBy } from './loaded.js';
import { configuredLoads, configuredPlugins, configuredTexts } from './plugins.js';
import { privacyGaps } from './privacy-manifest.js';
import { merge, type Routed, type Routing, read, routeAddress, routeHost, routeProduct, unknownRecipient } from './recipients.js';
import { importsScripts, isRemoteModule, remoteImports } from './remote-modules.js';
import { isSignature, renamedIn, type Signature, signaturesOf, underOwnName } from './renamed.js';
import { runsOn } from './runs-on.js';
import { type ReceiverOf, selfStarting } from './self-starting.js';
import { needsOf, releasesByName, type SwitchPath, switchesOf } from './switches.js';
import { ADDRESS_OPTIONS, TRANSPORTS, type Transport } from './transports.js';
import { unmaskedIn } from './unmasked.js';

export interface Matched {
  readonly sightings: readonly Sighting[];
  readonly switchCalls: readonly SwitchCall[];
}

/** A call that sets where a product's calls go. */
interface MovePath {
  readonly product: string;
  readonly path: string;
  readonly host?: string;
  readonly address?: string;
}

export interface Matcher {
  readonly catalog: SdkCatalog;
  readonly touches: PathIndex<Touch>;
  readonly urls: readonly { readonly pattern: string; readonly touch: Touch }[];
  readonly imports: ReadonlyMap<string, readonly Touch[]>;
  readonly switches: PathIndex<SwitchPath>;
  /** Releases by the name of what is called, where it is a name of one product alone. */
  readonly releases: ReadonlyMap<string, readonly Pattern<SwitchPath>[]>;
  readonly moves: PathIndex<MovePath>;
  readonly ways: Ways;
  readonly hosts: HostIndex;
  readonly signatures: readonly Signature[];
}

/** Makes a catalog ready to be asked. */
export function matcherOf(catalog: SdkCatalog): Matcher {
  const touches = Object.values(catalog.products).flatMap((product) => product.touches);
  const isUrl = (touch: Touch) => touch.path.startsWith('url:') && !touch.path.includes('#');
  const isImport = (touch: Touch) => /^npm:[^#]+$/.test(touch.path);
  const imports = new Map<string, Touch[]>();
  for (const touch of touches.filter(isImport)) imports.set(touch.path.slice(4), [...(imports.get(touch.path.slice(4)) ?? []), touch]);
  const switches = switchesOf(catalog);
  const moves = Object.values(catalog.products).flatMap((product) =>
    (product.endpoint.calls ?? []).map((call): MovePath => ({ ...call, product: product.id })),
  );
  return {
    catalog,
    touches: indexPaths(
      touches.filter((touch) => !isUrl(touch) && !isImport(touch) && !isSignature(touch.path)),
      (touch) => touch.path,
    ),
    urls: touches
      .filter(isUrl)
      .map((touch) => ({ pattern: touch.path.slice(4), touch }))
      .sort((a, b) => b.pattern.length - a.pattern.length),
    imports,
    switches: indexPaths(switches, (entry) => entry.path),
    releases: releasesByName(switches),
    moves: indexPaths(moves, (entry) => entry.path),
    ways: waysOf(Object.values(catalog.products)),
    hosts: indexHosts(catalog),
    signatures: signaturesOf(touches),
  };
}

interface Matching extends Routing {
  readonly matcher: Matcher;
  readonly found: Map<string, Draft>;
  readonly switchCalls: SwitchCall[];
  /** Where calls have set the receivers of products, and in which file. */
  readonly moved: Map<string, { readonly file: string; readonly routed: Routed }[]>;
  readonly byType: ByType;
  /** Names of the page under which a product goes, with its own names. */
  readonly renamed: ReadonlyMap<string, readonly string[]>;
  /** Addresses that a call has used up. */
  readonly used: Set<string>;
}

export interface Draft {
  readonly product: Product;
  readonly touch: TouchKind;
  readonly transmits: boolean;
  /** It starts other products of its package, too. */
  readonly isShared?: boolean;
  readonly module: number;
  readonly start: number;
  readonly end: number;
  readonly callee?: string;
  readonly routed: Routed;
  readonly points: readonly PointAt[];
  readonly element?: { readonly module: number; readonly element: number };
  readonly instance?: string;
  readonly held?: Sighting['held'];
  /** What it is handed. */
  readonly given?: Given;
  readonly isCall: boolean;
  /** The type by which it is known, where no value tells. */
  readonly byType?: Evidence | undefined;
}

/**
 * Finds every place where a catalogued SDK or endpoint is touched, and who receives what is sent there. What kinds of data the
 * values carry is looked at only `withData`: it changes nothing else. `typed` are calls of which types tell what is called.
 */
export function match(run: Run, matcher: Matcher, withData = true, typed: readonly TypedCall[] = []): Reading<Matched> {
  const matching: Matching = {
    run,
    catalog: matcher.catalog,
    hosts: matcher.hosts,
    forwards: forwardsOf(run),
    matcher,
    found: new Map(),
    switchCalls: [],
    moved: new Map(),
    byType: byType(typed),
    renamed: renamedIn(run.engine.program.modules, matcher.signatures, run.engine.program.catalogued),
    used: new Set(),
  };
  const { engine } = run;
  seekPaths(matching);
  for (const [module, facts] of engine.program.modules.entries()) {
    for (const [fn, func] of facts.functions.entries()) {
      for (const [point, what] of func.flow.points.entries()) {
        if (!run.isReached(module, fn, point)) continue;
        engine.at = { module, fn, point };
        if (what.kind === 'call') matchCall(matching, what.call, { module, fn, point });
        else if (what.kind === 'element') matchElement(matching, what.element, { module, fn, point });
        else if (what.kind === 'write') for (const literal of goneTo(run, module, what)) matching.used.add(literal);
      }
    }
    matchImports(matching, module);
  }
  matchLoads(matching);
  matchConfigured(matching);
  for (const draft of endpointLiterals(matching, matching.used)) add(matching, draft);
  const receiverOf: ReceiverOf = (product, packageName, address) => {
    const at = { module: 0, start: 0, end: 0 };
    return (address ? routeHost(matching, address, product) : routeProduct(matching, product, packageName, undefined, at)).recipients;
  };
  const seen = [...finish(matching, withData), ...forwardedUnseen(matching, matching.used)];
  const started = selfStarting([...engine.program.manifests, ...configuredPlugins(run)], matcher.catalog, seen, receiverOf);
  const sightings = [...started, ...carried(engine.program.manifests, matcher.catalog, started, receiverOf)];
  return { value: { sightings, switchCalls: matching.switchCalls }, gaps: privacyGaps(engine.program.manifests, sightings) };
}

/** Files that name a path behind which a catalogued host answers, or a setting that holds one, are looked for as those that name a storage key are. */
function seekPaths({ forwards, hosts, run }: Matching): void {
  const isKnown = (address: string) => whose(hosts, address)?.kind === 'known';
  for (const { prefix, target } of forwards) if (prefix.length > 2 && isKnown(target)) run.engine.sought.add(prefix);
  for (const { name, text } of configuredTexts(run)) if (name.length > 3 && isKnown(text)) run.engine.sought.add(name);
}

function matchCall(matching: Matching, index: number, at: PointAt): void {
  const { engine } = matching.run;
  const call = callAt(engine, at.module, index);
  if (!call || queuesCommand(matching.run.engine, matching.matcher.touches, at.module, call)) return;
  for (const literal of openedBy(matching.run, at.module, call)) matching.used.add(literal);
  const callee = matching.run.value(at.module, call.callee);
  matchDynamic(matching, call, at);
  let args: Val[] | undefined;
  const valuesGiven = () => {
    args ??= call.args.map((arg) => (arg.kind === 'spread' ? ANYTHING : matching.run.value(at.module, arg)));
    return args;
  };
  if (call.callee.kind === 'member' && TAKES_PLUGINS.test(call.callee.name ?? '')) {
    matchGiven(matching, valuesGiven(), call, at);
  }
  let isKnown = false;
  for (const api of originsOf(matching, call, callee, at.module, () => isKnown)) {
    const direct = /^(.*)\.(call|apply)$/s.exec(api.path);
    const path = `${direct ? direct[1] : api.path}${call.isNew ? '.new()' : '()'}`;
    const passed = valuesGiven();
    const given = direct?.[2] === 'call' ? passed.slice(1) : direct ? [elementsOf(engine, passed[1] ?? UNDEFINED)] : passed;
    const spelt = spellings(path);
    const touched = plainFirst(
      distinct(spelt.flatMap((p) => lookUp(matching.matcher.touches, p))).filter((pattern) => fits(engine, pattern.predicates, api, given)),
    );
    const most = Math.max(...touched.map((pattern) => pattern.predicates.length));
    const exprs = direct?.[2] === 'call' ? call.args.slice(1) : direct ? [] : call.args;
    for (const pattern of touched) if (pattern.predicates.length === most) addTouch(matching, pattern.item, api, given, call, at, exprs);
    for (const pattern of distinct(spelt.flatMap((p) => lookUp(matching.matcher.moves, p))))
      if (fits(engine, pattern.predicates, api, given)) addMove(matching, pattern.item, given, { module: at.module, start: call.start, end: call.end });
    addSwitches(matching, distinct(spelt.flatMap((p) => lookUp(matching.matcher.switches, p))), api, given, call, at, direct?.[2] === 'apply' ? [] : exprs);
    isKnown ||= touched.length > 0;
    if (touched.length > 0) continue;
    const transport = TRANSPORTS.find((entry) => spelt.some((p) => entry.path.test(p)));
    if (transport) addTransport(matching, transport, api, given, call, at, path);
  }
  // What is called on something unknown by the name of a release may release.
  const release = callee.any && callee.values.length === 0 && call.callee.kind === 'member' ? matching.matcher.releases.get(call.callee.name ?? '') : undefined;
  if (release) addSwitches(matching, release, rootApi(''), valuesGiven(), call, at, []);
  // A command object says what is sent to whom, also where its client was made out of sight.
  if (isKnown || call.callee.kind !== 'member' || !TAKES_COMMANDS.test(call.callee.name ?? '')) return;
  matchGiven(matching, valuesGiven(), call, at, call.args);
}

function addSwitches(
  matching: Matching,
  patterns: readonly Pattern<SwitchPath>[],
  api: Api,
  given: readonly Val[],
  call: { readonly start: number; readonly end: number },
  at: PointAt,
  exprs: readonly Expr[],
): void {
  const { engine } = matching.run;
  for (const pattern of patterns) {
    const { product, does, residue } = pattern.item;
    // A release whose argument cannot be read may release.
    if (!fits(engine, pattern.predicates, api, given, does === 'release')) continue;
    const span = spanOf(engine, at.module, call.start, call.end);
    matching.switchCalls.push({ product, does, residue, point: at, span, needs: needsOf(pattern, api, exprs, at.module) });
  }
}

/** Modules and scripts that a call loads: `import(…)`, `importScripts(…)`. */
function matchDynamic(matching: Matching, call: Call, at: PointAt): void {
  const where = { module: at.module, start: call.start, end: call.end };
  const facts = matching.run.engine.program.modules[at.module];
  const isImport = call.callee.kind === 'global' && call.callee.name === 'import';
  if (!isImport && !importsScripts(call)) return;
  for (const arg of isImport ? call.args.slice(0, 1) : call.args) {
    if (arg.kind === 'spread') continue;
    const given = matching.run.value(at.module, arg);
    if (isImport) for (const specifier of strings(given)) addImport(matching, specifier, where, at);
    const isLoaded = (value: Val['values'][number]) =>
      !isImport || (value.k === 'const' && typeof value.value === 'string' && isRemoteModule(facts, value.value));
    loadAt(matching, { ...given, values: given.values.filter(isLoaded) }, 'script', 'script-tag', where, [at], undefined);
  }
}

/** Where what is called comes from: by its values; where none of them is known to a catalog, by its type. */
function* originsOf(matching: Matching, call: Call, callee: Val, module: number, isKnown: () => boolean): Iterable<Api> {
  for (const api of apis(callee)) yield* [api, ...asWritten(matching.matcher.ways, api)];
  yield* underOwnName(matching.renamed, call);
  for (const value of callee.values) {
    const name = value.k === 'fn' ? commandName(matching.run.engine, value) : undefined;
    if (name !== undefined) yield rootApi(`global:${name}`);
  }
  if (!isKnown() && leavesRoom(callee)) yield* matching.byType.apisAt(matching.run.engine.program.modules[module]?.file ?? '', call);
}

function distinct<T>(patterns: readonly Pattern<T>[]): Pattern<T>[] {
  return [...new Map(patterns.map((pattern) => [pattern.item, pattern])).values()];
}

/** What a catalog says of one call counts more than what it says of all calls of the product. */
function plainFirst(patterns: readonly Pattern<Touch>[]): readonly Pattern<Touch>[] {
  const named = new Set(patterns.flatMap(({ item }) => (item.path.includes('.*') ? [] : [item.product])));
  return named.size === 0 ? patterns : patterns.filter(({ item }) => !item.path.includes('.*') || !named.has(item.product));
}

const TAKES_PLUGINS = /^(?:use|register|add|addPlugin|extend)$/;
const TAKES_COMMANDS = /^send$/;

/** A value that is handed to a host of plugins or a client of commands: `app.use(VueGtag, { … })` starts it, `client.send(new PutCommand(…))` sends it. */
function matchGiven(
  matching: Matching,
  args: readonly Val[],
  call: { readonly start: number; readonly end: number },
  at: PointAt,
  exprs: readonly Expr[] = [],
): void {
  for (const [index, arg] of args.entries()) {
    for (const api of apis(arg)) {
      const touched = distinct(spellings(`${api.path}.given(${index})`).flatMap((p) => lookUp(matching.matcher.touches, p)));
      for (const pattern of touched) addTouch(matching, pattern.item, api, args, call, at, exprs);
    }
  }
}

function addMove(matching: Matching, move: MovePath, args: readonly Val[], where: { module: number; start: number; end: number }): void {
  const product = matching.catalog.products[move.product];
  const held = move.address ? partOf(matching, move.address, args, where) : undefined;
  const routed = product && (move.host ? routeHost(matching, move.host, product) : held && routeAddress(matching, held, where));
  const unread = {
    recipients: [unknownRecipient('none', [], matching.catalog.entities[product?.entity ?? '']?.name)],
    products: [],
    literals: [],
    passedAt: [],
    relay: false,
  };
  if (routed) use(matching, routed);
  const { file } = spanOf(matching.run.engine, where.module, where.start, where.end);
  matching.moved.set(move.product, [...(matching.moved.get(move.product) ?? []), { file, routed: routed ?? unread }]);
}

/** Of several places where options may stand, the first that holds an object counts. */
function optionsOf(matching: Matching, touch: Touch, args: readonly Val[], where: { module: number; start: number; end: number }): Val | undefined {
  const parts = [touch.options, ...(touch.otherOptions ?? [])];
  const held = parts.map((part) => partOf(matching, part, args, where));
  return parts.length === 1 ? held[0] : (held.find((val) => val?.values.some((value) => value.k === 'object')) ?? held[0]);
}

/** Reads `arg(1)`, `arg(0).options`, `prop(x)` relative to a call. */
function partOf(
  matching: Matching,
  part: string | undefined,
  args: readonly (Val | undefined)[],
  at: { module: number; start: number; end: number },
): Val | undefined {
  const match = /^arg\((\d+)\)(?:\.(.+))?$/.exec(part ?? '');
  if (!match) return undefined;
  const held = args[Number(match[1])];
  return held && match[2] ? read(matching, held, match[2], at) : held;
}

function addTouch(
  matching: Matching,
  touch: Touch,
  api: Api,
  args: readonly Val[],
  call: { readonly start: number; readonly end: number },
  at: PointAt,
  exprs: readonly Expr[] = [],
): void {
  const product = matching.catalog.products[touch.product];
  if (!product) return;
  const where = { module: at.module, start: call.start, end: call.end };
  const own = optionsOf(matching, touch, args, where) ?? (touch.options ? UNDEFINED : undefined);
  const made = own ? undefined : optionsOnTheWay(matching, product, api);
  const options = own ?? made?.options;
  const written = own ? writtenAt(touch.options, exprs, at.module) : made?.written;
  const inner = innerModel(matching, args, product);
  const routed = touch.receiver
    ? routeHost(matching, touch.receiver, product)
    : (inner ?? routeProduct(matching, product, packageOf(api), options, where, written));
  use(matching, routed);
  const passed = touch.role === 'load' ? routed.passedAt : [];
  add(matching, {
    product: otherProduct(matching, routed, product),
    touch: touch.role,
    transmits: touch.transmits && !(touch.role === 'identify' && isNobody(args)),
    ...(touch.shared ? { isShared: true } : {}),
    ...where,
    callee: `${api.path}${'()'}`.replace(/\(\)\(\)$/, '()'),
    routed,
    points: [at, ...passed.map((site) => pointOfSite(matching, site)).filter((point) => point !== undefined)],
    instance: instanceOf(api, product),
    ...heldBy(matching, product, options, touch, where),
    given: { kind: 'call', module: at.module, args: exprs, parts: touch.data },
    isCall: true,
    byType: matching.byType.becauseOf(api),
  });
}

/** Whom a call names if it signs the user off: `setUser(null)`. */
function isNobody(args: readonly Val[]): boolean {
  return args.every(
    ({ values, any }) => !any && values.length > 0 && values.every((value) => value.k === 'const' && (value.value === null || value.value === undefined)),
  );
}

/** An address that a call uses is no usage of its own. */
function use(matching: Matching, routed: Routed): void {
  for (const literal of routed.literals) matching.used.add(literal);
}

/** The product that the address belongs to speaks for the call. */
function otherProduct(matching: Matching, routed: Routed, product: Product): Product {
  const others = routed.products.filter((id) => id !== product.id);
  if (routed.products.length !== 1 || others.length !== 1) return product;
  const other = matching.catalog.products[others[0] as string];
  return other && other.vendor !== product.vendor ? other : product;
}

/** Options of the call that made the client: `new OpenAI({ baseURL })` further up the way. */
function optionsOnTheWay(matching: Matching, product: Product, api: Api): { readonly options: Val; readonly written?: Written | undefined } | undefined {
  let path = api.root;
  for (const step of api.steps) {
    path += step.op.startsWith('.') || step.op === '()' || step.op === '<>' ? step.op : `.${step.op}`;
    if (!step.site && step.op !== 'new()' && step.op !== '()') continue;
    const init = spellings(path)
      .flatMap((p) => lookUp(matching.matcher.touches, p))
      .find((pattern) => pattern.item.product === product.id && pattern.item.options);
    if (!init) continue;
    // Made from a declared type: the options are somewhere else.
    if (!step.site) return { options: ANYTHING };
    const match = /^arg\((\d+)\)(?:\.(.+))?$/.exec(init.item.options ?? '');
    if (!match) continue;
    const held = argumentAt(matching.run.engine, step.site, Number(match[1])) ?? UNDEFINED;
    const [module, call] = step.site.split(':').map(Number) as [number, number];
    return {
      options: match[2] ? read(matching, held, match[2], { module: 0, start: 0, end: 0 }) : held,
      written: writtenAt(init.item.options, callAt(matching.run.engine, module, call)?.args ?? [], module),
    };
  }
  return undefined;
}

/** Where `arg(0).options` stands among the arguments of a call. */
function writtenAt(path: string | undefined, args: readonly Expr[], module: number): Written | undefined {
  const match = /^arg\((\d+)\)(?:\.(.+))?$/.exec(path ?? '');
  const expr = match ? args[Number(match[1])] : undefined;
  return expr && { module, expr, ...(match?.[2] ? { part: match[2] } : {}) };
}

/** A wrapper that is handed a model of another product sends to that product: `generateText({ model: openai('x') })`. */
function innerModel(matching: Matching, args: readonly Val[], product: Product): Routed | undefined {
  if (!product.openEnded && product.endpoint.default !== undefined) return undefined;
  const parts: Routed[] = [];
  for (const arg of args) {
    const models = join(apisOnly(arg), apisOnly(memberOf(matching.run.engine, arg, 'model', { module: 0, start: 0, end: 0 })));
    for (const api of apis(models)) {
      const touched = prefixes(api).flatMap((path) => spellings(path).flatMap((p) => lookUp(matching.matcher.touches, p)));
      const other = touched.map((pattern) => matching.catalog.products[pattern.item.product]).find((found) => found && found.id !== product.id);
      if (!other) continue;
      const made = optionsOnTheWay(matching, other, api);
      const routed = routeProduct(matching, other, packageOf(api), made?.options, { module: 0, start: 0, end: 0 }, made?.written);
      parts.push({ ...routed, products: routed.products.length > 0 ? routed.products : [other.id] });
    }
  }
  return parts.length > 0 ? merge(parts) : undefined;
}

const apisOnly = (val: Val): Val => ({ ...val, values: val.values.filter((value) => value.k === 'api' && !value.root.startsWith('global:')), any: false });

function prefixes(api: Api): string[] {
  const paths: string[] = [];
  let path = api.root;
  for (const step of api.steps) {
    path += step.op.startsWith('.') || step.op === '()' || step.op === '<>' ? step.op : `.${step.op}`;
    paths.push(path);
  }
  return paths;
}

function packageOf(api: Api): string | undefined {
  return /^npm:([^#]+)/.exec(api.root)?.[1];
}

/** What an init makes and its sends use: the object made by `new`, or the module's one instance. */
function instanceOf(api: Api, product: Product): string {
  const made = api.steps.findIndex((step) => step.op === 'new()');
  if (made >= 0 && made < api.steps.length) return `${product.id}@${api.steps[made]?.site ?? ''}`;
  return product.id;
}

function addTransport(matching: Matching, transport: Transport, api: Api, args: readonly Val[], call: Call, at: PointAt, path: string): void {
  const where = { module: at.module, start: call.start, end: call.end };
  const address = transportAddress(matching, transport, api, args, where);
  if (isEmpty(address)) return;
  const routed = routeAddress(matching, address, where);
  if (!routed || routed.products.length === 0) return;
  // One choice among several: each address speaks for itself.
  if (routed.products.length > 1 && routed.passedAt.length === 0) return;
  if (routed.passedAt.length > 0) {
    addPassed(matching, address, at, path, transport.address);
    return;
  }
  use(matching, routed);
  const product = matching.catalog.products[routed.products[0] as string];
  if (!product) return;
  add(matching, {
    product,
    touch: 'send',
    transmits: true,
    ...where,
    callee: path,
    routed,
    points: [at],
    instance: `${product.id}@http`,
    given: { kind: 'request', module: at.module, args: call.args, address: transport.address },
    isCall: true,
  });
}

/** The address came through parameters: the usage is the call that handed it over, and control must get to both. */
function addPassed(matching: Matching, address: Val, at: PointAt, path: string, addressAt: number): void {
  const { engine } = matching.run;
  const all = address.values.filter((value) => value.k === 'const');
  // A helper that gives back what it is given gives this body what this body handed it, whatever others handed it.
  const isOwn = ({ passedAt }: Constant) => passedAt !== undefined && isInBody(engine, passedAt, at);
  const given = all.some(isOwn) ? all.filter((value) => isOwn(value) || (value.passedAt !== undefined && leadsTo(engine, value.passedAt, at))) : all;
  const productOf = (value: Constant) => routeAddress(matching, only(value), { module: at.module, start: 0, end: 0 })?.products[0];
  for (const value of given) {
    const handedAt = value.passedAt && leadsTo(engine, value.passedAt, at) ? value.passedAt : undefined;
    const siblings = handedAt ? given.filter(({ passedAt }) => passedAt === handedAt) : given;
    const isChoice = new Set(siblings.flatMap((one) => productOf(one) ?? [])).size > 1;
    const [module, index] = (handedAt ?? '').split(':').map(Number) as [number, number];
    const call = handedAt ? callAt(engine, module, index) : undefined;
    const where = call ? { module, start: call.start, end: call.end } : undefined;
    // One of a table of addresses speaks for itself where it is written.
    const isInCall = where !== undefined && value.from?.module === module && value.from.start >= where.start && value.from.end <= where.end;
    if (isChoice && value.from && !isInCall) continue;
    const routed = routeAddress(matching, only(value), where ?? { module: at.module, start: 0, end: 0 });
    const product = routed && matching.catalog.products[routed.products[0] as string];
    if (!routed || !product) continue;
    use(matching, routed);
    const point = handedAt ? pointOfSite(matching, handedAt) : undefined;
    const own = callAt(engine, at.module, (engine.program.modules[at.module]?.functions[at.fn]?.flow.points[at.point] as { call?: number })?.call ?? -1);
    const place = where ?? { module: at.module, start: own?.start ?? 0, end: own?.end ?? 0 };
    add(matching, {
      product,
      touch: 'send',
      transmits: true,
      ...place,
      callee: path,
      routed,
      points: point ? [point, at] : [at],
      instance: `${product.id}@http`,
      ...(own ? { given: { kind: 'request', module: at.module, args: own.args, address: addressAt } } : {}),
      isCall: true,
    });
  }
}

/** Holds if a call stands in the body of a point. */
function isInBody(engine: Engine, site: string, at: PointAt): boolean {
  const [module, call] = site.split(':').map(Number) as [number, number];
  return module === at.module && callAt(engine, module, call)?.fn === at.fn;
}

/** Holds if a call leads to a point: through what it calls, not by what that gives back, as `trimSlash(HOST)` does. */
function leadsTo(engine: Engine, site: string, at: PointAt): boolean {
  const seen = new Set<FnKey>();
  let edge: FnKey[] = [`${at.module}:${at.fn}`];
  for (let step = 0; step < FARTHEST_CALLER && edge.length > 0; step++) {
    const next: FnKey[] = [];
    for (const key of edge) {
      if (seen.has(key)) continue;
      seen.add(key);
      const [module, fn] = key.split(':').map(Number) as [number, number];
      const parent = engine.program.modules[module]?.functions[fn]?.parent;
      if (parent !== undefined && parent > 0) next.push(`${module}:${parent}`);
      for (const { from } of engine.arrivals.get(key) ?? []) {
        if (!from) continue;
        const point = engine.program.modules[from.module]?.functions[from.fn]?.flow.points[from.point];
        if (point?.kind === 'call' && `${from.module}:${point.call}` === site) return true;
        next.push(`${from.module}:${from.fn}`);
      }
    }
    edge = next;
  }
  return false;
}

/** How many calls up it is looked for who handed an address on. */
const FARTHEST_CALLER = 6;

function transportAddress(
  matching: Matching,
  transport: Transport,
  api: Api,
  args: readonly Val[],
  where: { module: number; start: number; end: number },
): Val {
  const { engine } = matching.run;
  const first = args[transport.address] ?? UNDEFINED;
  let address: Val = { ...first, values: first.values.filter((value) => value.k === 'const' || value.k === 'api') };
  for (const value of first.values) {
    if (value.k !== 'object') continue;
    for (const option of ADDRESS_OPTIONS) address = join(address, { ...read(matching, only(value), option, where), any: false });
    const href = engine.places.get(value.place)?.props.get('href');
    if (href) address = join(address, href);
  }
  if (!transport.base) return address;
  const step = api.steps.find((entry, i) => entry.op === '()' && transport.base?.test(prefixBefore(api, i)));
  for (const option of step ? (transport.baseOptions ?? []) : []) {
    const options = argumentAt(engine, step?.site, 0);
    const base = options ? read(matching, options, option, where) : NOTHING;
    const absolute = strings(address).some((text) => /^[a-z]+:\/\//i.test(text));
    if (!absolute) address = base;
  }
  return address;
}

function prefixBefore(api: Api, index: number): string {
  return (
    api.root +
    api.steps
      .slice(0, index)
      .map((step) => step.op)
      .join('')
  );
}

function pointOfSite(matching: Matching, site: string): PointAt | undefined {
  const [module, index] = site.split(':').map(Number) as [number, number];
  const facts = matching.run.engine.program.modules[module];
  const fn = facts?.calls[index]?.fn;
  if (facts === undefined || fn === undefined) return undefined;
  const point = facts.functions[fn]?.flow.points.findIndex((p) => p.kind === 'call' && p.call === index) ?? -1;
  return point < 0 ? undefined : { module, fn, point };
}

function matchElement(matching: Matching, index: number, at: PointAt): void {
  const { engine } = matching.run;
  const element = engine.program.modules[at.module]?.elements[index];
  if (!element) return;
  const where = { module: at.module, start: element.start, end: element.openEnd };
  const props = engine.places.get(`props:${at.module}:${index}`) ? only(objectAt(`props:${at.module}:${index}`, 'object')) : UNDEFINED;
  const tag = typeof element.tag === 'string' ? undefined : matching.run.value(at.module, element.tag);
  const shown = tag ? apis(tag).flatMap((api) => [api, ...loadedBy(matching.run, api)]) : [];
  for (const api of shown) {
    const spelt = spellings(`${api.path}<>`);
    for (const pattern of distinct(spelt.flatMap((p) => lookUp(matching.matcher.touches, p)))) {
      const { item } = pattern;
      const product = matching.catalog.products[item.product];
      if (!product) continue;
      const named = /^prop\(([^)]+)\)(?:\.(.+))?$/.exec(item.options ?? '');
      const options = named ? read(matching, props, named[2] ? `${named[1]}.${named[2]}` : (named[1] ?? ''), where) : props;
      const routed = routeProduct(matching, product, packageOf(api), options, where);
      use(matching, routed);
      add(matching, {
        product: otherProduct(matching, routed, product),
        touch: item.role === 'send' ? 'component' : item.role,
        transmits: item.transmits,
        ...where,
        callee: `${api.path}<>`,
        routed,
        points: [at],
        element: { module: at.module, element: index },
        instance: product.id,
        ...heldBy(matching, product, options, item, where),
        given: { kind: 'element', module: at.module, props: element.props },
        isCall: false,
      });
    }
  }
  for (const literal of linkedBy(matching.run, at.module, element)) matching.used.add(literal);
  const isScript =
    element.tag === 'script' ||
    (tag ? apis(tag).some((api) => /^npm:(?:next\/script|@docusaurus\/Head|react-helmet(?:-async)?)#default$/.test(api.path)) : false);
  const name = isScript ? 'script' : typeof element.tag === 'string' ? element.tag : '';
  const attribute = ATTRIBUTES[name];
  // A hint to connect early, an icon or a canonical address loads nothing of the vendor's.
  if (name === 'link' && !LOADING_LINK.test(strings(read(matching, props, 'rel', where)).join(' '))) return;
  for (const [prop, role] of attribute ?? [])
    loadAt(matching, read(matching, props, prop, where), name, role, where, [at], { module: at.module, element: index });
}

const LOADING_LINK = /(?<![\w-])(?:stylesheet|preload|modulepreload|import|prefetch)(?![\w-])/;

const ATTRIBUTES: Readonly<Record<string, readonly (readonly [string, TouchKind])[]>> = {
  script: [
    ['src', 'script-tag'],
    ['data-src', 'script-tag'],
    ['data-suppressedsrc', 'script-tag'],
  ],
  iframe: [
    ['src', 'embed'],
    ['data-src', 'embed'],
  ],
  img: [['src', 'embed']],
  link: [['href', 'load']],
  form: [['action', 'endpoint']],
  embed: [['src', 'embed']],
  video: [['src', 'embed']],
};

/** Something is loaded from an address: a touch of the catalog by its path, else whoever owns the host. */
function loadAt(
  matching: Matching,
  val: Val,
  tag: string,
  role: TouchKind,
  where: { module: number; start: number; end: number },
  points: readonly PointAt[],
  element: { module: number; element: number } | undefined,
): void {
  for (const value of val.values) {
    if (value.k !== 'const' || typeof value.value !== 'string') continue;
    const written = value.value;
    const text = ledBy(matching.forwards, written, matching.run.engine.program.modules[where.module]?.file ?? '')[0]?.address ?? written;
    const touch = matching.matcher.urls.find(({ pattern }) => underUrl(pattern, text))?.touch;
    const address = whose(matching.hosts, text);
    const fact = address?.kind === 'known' ? address.match.fact : undefined;
    if (!touch && (!fact || !loadCounts(tag, fact.serves, role))) continue;
    const product = matching.catalog.products[touch?.product ?? fact?.product ?? ''];
    if (!product) continue;
    const routed = routeAddress(matching, only(value), where);
    const known = routed && routed.products.length > 0 ? routed : routeProduct(matching, product, undefined, undefined, where);
    if (routed) use(matching, routed);
    const site = value.passedAt;
    const call = site ? callAt(matching.run.engine, Number(site.split(':')[0]), Number(site.split(':')[1])) : undefined;
    const place = call && site ? { module: Number(site.split(':')[0]), start: call.start, end: call.end } : where;
    const point = site ? pointOfSite(matching, site) : undefined;
    add(matching, {
      product,
      touch: role,
      transmits: touch?.transmits ?? true,
      ...place,
      callee: `url:${text.replace(/^[a-z]*:?\/\//i, '').replace(/[?#].*$/, '')}`,
      routed: known,
      points: point ? [point, ...points] : points,
      ...(element ? { element } : {}),
      instance: product.id,
      isCall: false,
    });
  }
}

function loadCounts(tag: string, serves: 'api' | 'script' | 'both', role: TouchKind): boolean {
  if (role === 'load') return serves !== 'api';
  if (tag === 'script') return true;
  return role === 'endpoint' ? serves !== 'script' : true;
}

/** Script elements that code makes. */
function matchLoads(matching: Matching): void {
  for (const { module, fn, point, start, value, tag } of matching.run.engine.loads.values()) {
    if (!/^(?:script|iframe|img|element|link)$/.test(tag)) continue;
    const write = matching.run.engine.program.modules[module]?.functions[fn]?.flow.points[point];
    if (tag === 'link' && write?.kind === 'write' && write.target.kind === 'property') {
      const rel = strings(read(matching, matching.run.value(module, write.target.object), 'rel', { module, start, end: start }));
      if (rel.length > 0 && !LOADING_LINK.test(rel.join(' '))) continue;
    }
    const end = write?.kind === 'call' ? (callAt(matching.run.engine, module, write.call)?.end ?? start) : start;
    loadAt(
      matching,
      value,
      tag === 'element' ? 'script' : tag,
      tag === 'link' ? 'load' : tag === 'img' || tag === 'iframe' ? 'embed' : 'script-tag',
      { module, start, end },
      [{ module, fn, point }],
      undefined,
    );
  }
}

/** Scripts and styles that a configuration puts into every page. */
function matchConfigured(matching: Matching): void {
  const { run } = matching;
  for (const { tag, source } of configuredLoads(run)) {
    const { module } = source;
    const place = placeOf(run, source);
    const role = tag === 'link' ? 'load' : 'script-tag';
    const address: Val = { values: textsOf(run, source), any: false, atoms: [] };
    if (place) loadAt(matching, address, tag, role, { module, ...place }, [{ module, fn: 0, point: 0 }], undefined);
  }
}

/** Packages that act when they are imported. */
function matchImports(matching: Matching, module: number): void {
  const facts = matching.run.engine.program.modules[module];
  for (const entry of facts?.imports ?? []) {
    if (!entry.typeOnly) addImport(matching, entry.specifier, { module, start: entry.start, end: entry.end }, { module, fn: 0, point: 0 });
  }
  for (const { address, start, end } of facts ? remoteImports(facts) : [])
    loadAt(matching, is(address), 'script', 'script-tag', { module, start, end }, [{ module, fn: 0, point: 0 }], undefined);
}

/** A package that acts when it is imported: by `import`, `import()` or `require()`. */
function addImport(matching: Matching, specifier: string, where: { module: number; start: number; end: number }, point: PointAt): void {
  for (const touch of matching.matcher.imports.get(specifier) ?? []) {
    const product = matching.catalog.products[touch.product];
    if (!product) continue;
    const routed = routeProduct(matching, product, specifier, undefined, where);
    add(matching, {
      product,
      touch: touch.role,
      transmits: touch.transmits,
      ...where,
      callee: rootApi(`npm:${specifier}`).path,
      routed,
      points: [point],
      instance: product.id,
      isCall: false,
    });
  }
}

/** The SDK's own switch in the options of an init. */
function heldBy(
  matching: Matching,
  product: Product,
  options: Val | undefined,
  touch: Touch,
  where: { module: number; start: number; end: number },
): Pick<Draft, 'held'> {
  if (!options || (touch.role !== 'init' && touch.role !== 'component')) return {};
  for (const entry of product.switches) {
    if (entry.option === undefined) continue;
    const held = read(matching, options, entry.option, where);
    const values = held.values.filter((value) => value.k === 'const');
    const holds = values.filter((value) => String(value.value) === String(entry.equals ?? true));
    if (holds.length === 0) continue;
    const silent = entry.silencedBy
      ? read(matching, options, entry.silencedBy.option, where).values.some(
          (value) => value.k === 'const' && String(value.value) === String(entry.silencedBy?.equals),
        )
      : false;
    return {
      held: {
        switch: entry,
        residue: silent ? 'none' : entry.residue,
        span: spanOf(matching.run.engine, where.module, where.start, where.end),
        conditional: held.any || holds.length < held.values.length,
      },
    };
  }
  return {};
}

function add(matching: Matching, draft: Draft): void {
  const key = `${draft.module}:${draft.start}:${draft.product.id}:${draft.touch}`;
  const known = matching.found.get(key);
  if (!known) {
    matching.found.set(key, draft);
    return;
  }
  matching.found.set(key, { ...known, routed: merge([known.routed, draft.routed]), points: known.points });
}

function spanOf(engine: Engine, module: number, start: number, end: number): { file: string; start: number; end: number } {
  return { file: engine.program.modules[module]?.file ?? '', start, end };
}

/** Sends of an instance go where its inits point: those of the apps in which the send runs. */
function finish(matching: Matching, withData: boolean): Sighting[] {
  const drafts = standIns(matching, withoutOthers([...matching.found.values()]));
  const byInstance = new Map<string, Draft[]>();
  for (const draft of drafts) {
    if (draft.touch !== 'init' && draft.touch !== 'component' && draft.touch !== 'script-tag') continue;
    const key = draft.instance ?? '';
    byInstance.set(key, [...(byInstance.get(key) ?? []), draft]);
  }
  const counts = new Map<string, number>();
  const seen = withData ? seenData(matching, drafts) : NO_DATA;
  const sightings: Sighting[] = [];
  const { program } = matching.run.engine;
  const fileOf = ({ module }: Draft) => program.modules[module]?.file ?? '';
  for (const draft of drafts.sort((a, b) => a.module - b.module || a.start - b.start)) {
    // What is known by its type alone may be any instance that the program makes.
    const isAny = draft.instance === `${draft.product.id}@`;
    const own = isAny ? drafts.filter((other) => makes(other, draft)) : byInstance.get(draft.instance ?? '');
    const isOne = draft.instance === draft.product.id;
    const inits = (own ?? []).filter((init) => init.touch !== 'script-tag' && (!isOne || isOneApp(program, fileOf(init), fileOf(draft))));
    const isSend = draft.touch === 'send' || draft.touch === 'identify' || draft.touch === 'start';
    const undecided = draft.routed.recipients.every((r) => r.route === 'vendor-default' || r.route === 'package-default' || r.route === 'none');
    const moves = undecided ? matching.moved.get(draft.product.id)?.filter(({ file }) => isOneApp(program, file, fileOf(draft))) : undefined;
    const follows = isSend && undecided && inits.length > 0 && (isAny || !draft.instance?.includes('@'));
    const routed = moves?.length ? merge(moves.map((move) => move.routed)) : follows ? merge(inits.map((init) => init.routed)) : draft.routed;
    sightings.push(sightingOf(matching, draft, routed.recipients, counts, seen.get(draft) ?? []));
  }
  return sightings;
}

/** Leaves out what starts all products of a package and is written with one of them, where the program shows others of them only. */
function withoutOthers(drafts: readonly Draft[]): Draft[] {
  const named = drafts.filter(({ isShared }) => !isShared);
  const products = new Set(named.map(({ product }) => product.id));
  const packages = new Set(named.flatMap(({ callee }) => packageIn(callee) ?? []));
  return drafts.filter(({ isShared, product, callee }) => !isShared || products.has(product.id) || !packages.has(packageIn(callee) ?? ''));
}

function packageIn(callee: string | undefined): string | undefined {
  return /^npm:((?:@[^/#]+\/)?[^/#]+)/.exec(callee ?? '')?.[1];
}

/** Holds if the call makes what the other is called on: `new S3Client()` and `S3Client.new().send()`. */
function makes(init: Draft, { product, callee }: Draft): boolean {
  return init.touch === 'init' && init.instance?.split('@')[0] === product.id && (callee?.startsWith(`${init.callee?.replace(/\(\)$/, '')}.new()`) ?? false);
}

/**
 * What is put on a client or a scope leaves with a later call, and is told there. If the whole program shows no such call of the
 * product, the last place that shows it speaks for the transfer: silence would read as if nothing left.
 */
function standIns(matching: Matching, drafts: readonly Draft[]): Draft[] {
  const sending = new Set(drafts.filter(({ transmits }) => transmits).map(({ product }) => product.id));
  const last = new Map<string, Draft>();
  for (const draft of drafts) if (!draft.transmits && draft.touch === 'init') last.set(`${draft.module}:${draft.product.id}`, draft);
  return drafts.map((draft) => {
    const speaks = draft.touch === 'identify' || last.get(`${draft.module}:${draft.product.id}`) === draft;
    const stays = draft.transmits || sending.has(draft.product.id) || !speaks || isUsedHere(matching, draft);
    return stays ? draft : { ...draft, transmits: true };
  });
}

/** Holds if the module itself calls something on what it made: what leaves is then known, if anything does. */
function isUsedHere(matching: Matching, draft: Draft): boolean {
  const facts = matching.run.engine.program.modules[draft.module];
  if (!facts) return false;
  const made = new Set(
    facts.functions.flatMap(({ flow }) =>
      flow.points.flatMap((point) => {
        const held = point.kind === 'write' && point.target.kind === 'binding' && point.value.kind === 'call' ? facts.calls[point.value.call] : undefined;
        return held?.start === draft.start && point.kind === 'write' && point.target.kind === 'binding' ? [point.target.binding] : [];
      }),
    ),
  );
  return facts.calls.some(({ callee }) => {
    let root = callee;
    while (root.kind === 'member') root = root.object;
    if (root === callee) return false;
    return root.kind === 'ref' ? made.has(root.binding) : root.kind === 'call' && facts.calls[root.call]?.start === draft.start;
  });
}

function sightingOf(matching: Matching, draft: Draft, recipients: readonly Recipient[], counts: Map<string, number>, seen: readonly Datum[]): Sighting {
  const { engine } = matching.run;
  const { byType } = draft;
  const facts = engine.program.modules[draft.module];
  const file = facts?.file ?? '';
  const fn = draft.points[0] ? facts?.functions[draft.points[0].fn]?.name : undefined;
  const base = [file, draft.product.id, draft.touch, draft.callee ?? '', fn ?? ''].join('|');
  const count = (counts.get(base) ?? 0) + 1;
  counts.set(base, count);
  const data = withSeen(
    draft.product.data.map(({ category, how }) => ({ category, how, because: [] })),
    seen,
  );
  const unmasked = unmaskedBy(matching, draft);
  return {
    id: createHash('sha256').update(`${base}|${count}`).digest('hex').slice(0, 12),
    product: draft.product.id,
    productName: draft.product.name,
    vendor: draft.product.vendor,
    category: draft.product.category,
    touch: draft.touch,
    transmits: draft.transmits,
    span: { file, start: draft.start, end: draft.end },
    ...(draft.callee ? { callee: draft.callee } : {}),
    recipients: byType ? recipients.map((one) => ({ ...one, because: [byType, ...one.because] })) : recipients,
    data,
    runsOn: runsOn(draft.product, /^npm:([^#]+)/.exec(draft.callee ?? '')?.[1], file, facts),
    openEnded: draft.product.openEnded,
    points: draft.points,
    ...(draft.element ? { element: draft.element } : {}),
    ...(draft.instance ? { instance: draft.instance } : {}),
    startCoversSend: draft.product.startCoversSend,
    ...(unmasked.length > 0 ? { unmasked } : {}),
    ...(draft.held ? { held: draft.held } : {}),
  };
}

const NO_DATA: ReadonlyMap<Draft, readonly Datum[]> = new Map();

/** What the drafts hand over. Models come first: what goes to one as it is, is known again where it goes elsewhere. */
function seenData(matching: Matching, drafts: readonly Draft[]): ReadonlyMap<Draft, readonly Datum[]> {
  const typed: Typed = new Map();
  const seen = new Map<Draft, readonly Datum[]>();
  for (const isFirst of [true, false]) {
    for (const draft of drafts) {
      const { given, product, touch } = draft;
      if (given !== undefined && isAi(product) === isFirst) seen.set(draft, dataOf(matching.run, { product, touch, given }, typed));
    }
  }
  return seen;
}

/** Masks that the start of a recorder takes off. */
function unmaskedBy(matching: Matching, { given, product, touch }: Draft): readonly Evidence[] {
  if (given === undefined || given.kind === 'request' || (touch !== 'init' && touch !== 'component' && touch !== 'start')) return [];
  const { module } = given;
  const exprs = given.kind === 'call' ? given.args : given.props.map((prop) => ('spread' in prop ? prop.spread : prop.value));
  return unmaskedIn(
    matching.run,
    product,
    exprs.map((expr) => ({ module, expr })),
  );
}
