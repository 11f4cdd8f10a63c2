import { createHash } from 'node:crypto';
import { callAt, type Engine, type Run } from '../flow/engine.js';
import { elementsOf, memberOf } from '../flow/members.js';
import { spellings } from '../flow/names.js';
import { indexPaths, lookUp, type PathIndex, type Pattern } from '../flow/paths.js';
import { argumentAt, fits } from '../flow/predicates.js';
import { ANYTHING, type Api, apis, isEmpty, join, NOTHING, objectAt, only, rootApi, strings, UNDEFINED, type Val } from '../flow/values.js';
import type { Reading } from '../model/place.js';
import type { Product, SdkCatalog, Touch } from '../model/sdk.js';
import type { PointAt, Sighting, SwitchCall } from '../model/sighting.js';
import type { Datum, Recipient, TouchKind } from '../model/usage.js';
import { endpointLiterals } from './endpoints.js';
import { type HostIndex, indexHosts, underUrl, whose } from './hosts.js';
import { merge, type Routed, type Routing, read, routeAddress, routeProduct } from './recipients.js';
import { ADDRESS_OPTIONS, TRANSPORTS, type Transport } from './transports.js';

export interface Matched {
  readonly sightings: readonly Sighting[];
  readonly switchCalls: readonly SwitchCall[];
}

interface SwitchPath {
  readonly product: string;
  readonly does: 'hold' | 'release';
  readonly residue: 'none' | 'handshake' | 'pings' | 'all';
  readonly path: string;
}

export interface Matcher {
  readonly catalog: SdkCatalog;
  readonly touches: PathIndex<Touch>;
  readonly urls: readonly { readonly pattern: string; readonly touch: Touch }[];
  readonly imports: ReadonlyMap<string, readonly Touch[]>;
  readonly switches: PathIndex<SwitchPath>;
  readonly hosts: HostIndex;
}

/** Makes a catalog ready to be asked. */
export function matcherOf(catalog: SdkCatalog): Matcher {
  const touches = Object.values(catalog.products).flatMap((product) => product.touches);
  const isUrl = (touch: Touch) => touch.path.startsWith('url:') && !touch.path.includes('#');
  const isImport = (touch: Touch) => /^npm:[^#]+$/.test(touch.path);
  const imports = new Map<string, Touch[]>();
  for (const touch of touches.filter(isImport)) imports.set(touch.path.slice(4), [...(imports.get(touch.path.slice(4)) ?? []), touch]);
  const switches = Object.values(catalog.products).flatMap((product) =>
    product.switches.flatMap((entry): SwitchPath[] => [
      ...entry.release.map((path) => ({ product: product.id, does: 'release' as const, residue: entry.residue, path })),
      ...(entry.hold ? [{ product: product.id, does: 'hold' as const, residue: entry.residue, path: entry.hold }] : []),
    ]),
  );
  return {
    catalog,
    touches: indexPaths(
      touches.filter((touch) => !isUrl(touch) && !isImport(touch)),
      (touch) => touch.path,
    ),
    urls: touches
      .filter(isUrl)
      .map((touch) => ({ pattern: touch.path.slice(4), touch }))
      .sort((a, b) => b.pattern.length - a.pattern.length),
    imports,
    switches: indexPaths(switches, (entry) => entry.path),
    hosts: indexHosts(catalog),
  };
}

interface Matching extends Routing {
  readonly matcher: Matcher;
  readonly found: Map<string, Draft>;
  readonly switchCalls: SwitchCall[];
  /** Addresses that a call has used up. */
  readonly used: Set<string>;
}

export interface Draft {
  readonly product: Product;
  readonly touch: TouchKind;
  readonly transmits: boolean;
  readonly module: number;
  readonly start: number;
  readonly end: number;
  readonly callee?: string;
  readonly routed: Routed;
  readonly points: readonly PointAt[];
  readonly element?: { readonly module: number; readonly element: number };
  readonly instance?: string;
  readonly held?: Sighting['held'];
  readonly isCall: boolean;
}

/** Finds every place where a catalogued SDK or endpoint is touched, and who receives what is sent there. */
export function match(run: Run, matcher: Matcher): Reading<Matched> {
  const matching: Matching = { run, catalog: matcher.catalog, hosts: matcher.hosts, matcher, found: new Map(), switchCalls: [], used: new Set() };
  const { engine } = run;
  for (const [module, facts] of engine.program.modules.entries()) {
    for (const [fn, func] of facts.functions.entries()) {
      for (const [point, what] of func.flow.points.entries()) {
        if (!run.isReached(module, fn, point)) continue;
        engine.at = { module, fn, point };
        if (what.kind === 'call') matchCall(matching, what.call, { module, fn, point });
        else if (what.kind === 'element') matchElement(matching, what.element, { module, fn, point });
      }
    }
    matchImports(matching, module);
  }
  matchLoads(matching);
  for (const draft of endpointLiterals(matching, matching.used)) add(matching, draft);
  return { value: { sightings: finish(matching), switchCalls: matching.switchCalls }, gaps: [] };
}

function matchCall(matching: Matching, index: number, at: PointAt): void {
  const { engine } = matching.run;
  const call = callAt(engine, at.module, index);
  // A command function that hands its `arguments` to a queue is the SDK's own snippet, not a use of it.
  if (!call || (call.args.length === 1 && call.args[0]?.kind === 'global' && call.args[0].name === 'arguments')) return;
  const callee = matching.run.value(at.module, call.callee);
  let args: Val[] | undefined;
  for (const api of apis(callee)) {
    const direct = /^(.*)\.(call|apply)$/s.exec(api.path);
    const path = `${direct ? direct[1] : api.path}${call.isNew ? '.new()' : '()'}`;
    args ??= call.args.map((arg) => (arg.kind === 'spread' ? ANYTHING : matching.run.value(at.module, arg)));
    const given = direct?.[2] === 'call' ? args.slice(1) : direct ? [elementsOf(engine, args[1] ?? UNDEFINED)] : args;
    const spelt = spellings(path);
    const touched = distinct(spelt.flatMap((p) => lookUp(matching.matcher.touches, p))).filter((pattern) => fits(engine, pattern.predicates, api, given));
    const most = Math.max(...touched.map((pattern) => pattern.predicates.length));
    for (const pattern of touched) if (pattern.predicates.length === most) addTouch(matching, pattern.item, api, given, call, at);
    for (const pattern of distinct(spelt.flatMap((p) => lookUp(matching.matcher.switches, p)))) {
      // A release whose argument cannot be read may release.
      if (!fits(engine, pattern.predicates, api, given, pattern.item.does === 'release')) continue;
      matching.switchCalls.push({
        product: pattern.item.product,
        does: pattern.item.does,
        residue: pattern.item.residue,
        point: at,
        span: spanOf(engine, at.module, call.start, call.end),
      });
    }
    if (touched.length > 0) continue;
    const transport = TRANSPORTS.find((entry) => spelt.some((p) => entry.path.test(p)));
    if (transport) addTransport(matching, transport, api, given, call, at, path);
  }
}

function distinct<T>(patterns: readonly Pattern<T>[]): Pattern<T>[] {
  return [...new Map(patterns.map((pattern) => [pattern.item, pattern])).values()];
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

function addTouch(matching: Matching, touch: Touch, api: Api, args: readonly Val[], call: { readonly start: number; readonly end: number }, at: PointAt): void {
  const product = matching.catalog.products[touch.product];
  if (!product) return;
  const where = { module: at.module, start: call.start, end: call.end };
  const options = partOf(matching, touch.options, args, where) ?? (touch.options ? UNDEFINED : undefined) ?? optionsOnTheWay(matching, product, api);
  const inner = innerModel(matching, args, product);
  const routed = inner ?? routeProduct(matching, product, packageOf(api), options, where);
  use(matching, routed);
  const passed = touch.role === 'load' ? routed.passedAt : [];
  add(matching, {
    product: otherProduct(matching, routed, product),
    touch: touch.role,
    transmits: touch.transmits,
    ...where,
    callee: `${api.path}${'()'}`.replace(/\(\)\(\)$/, '()'),
    routed,
    points: [at, ...passed.map((site) => pointOfSite(matching, site)).filter((point) => point !== undefined)],
    instance: instanceOf(api, product),
    ...heldBy(matching, product, options, touch, where),
    isCall: true,
  });
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
function optionsOnTheWay(matching: Matching, product: Product, api: Api): Val | undefined {
  let path = api.root;
  for (const step of api.steps) {
    path += step.op.startsWith('.') || step.op === '()' || step.op === '<>' ? step.op : `.${step.op}`;
    if (!step.site && step.op !== 'new()') continue;
    const init = spellings(path)
      .flatMap((p) => lookUp(matching.matcher.touches, p))
      .find((pattern) => pattern.item.product === product.id && pattern.item.options);
    if (!init) continue;
    // Made from a declared type: the options are somewhere else.
    if (!step.site) return ANYTHING;
    const match = /^arg\((\d+)\)(?:\.(.+))?$/.exec(init.item.options ?? '');
    if (!match) continue;
    const held = argumentAt(matching.run.engine, step.site, Number(match[1])) ?? UNDEFINED;
    return match[2] ? read(matching, held, match[2], { module: 0, start: 0, end: 0 }) : held;
  }
  return undefined;
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
      const routed = routeProduct(matching, other, packageOf(api), optionsOnTheWay(matching, other, api), { module: 0, start: 0, end: 0 });
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

function addTransport(
  matching: Matching,
  transport: Transport,
  api: Api,
  args: readonly Val[],
  call: { readonly start: number; readonly end: number },
  at: PointAt,
  path: string,
): void {
  const { engine } = matching.run;
  const where = { module: at.module, start: call.start, end: call.end };
  const address = transportAddress(matching, transport, api, args, where);
  if (isEmpty(address)) return;
  const routed = routeAddress(matching, address, where);
  if (!routed || routed.products.length === 0) return;
  // One choice among several: each address speaks for itself.
  if (routed.products.length > 1 && routed.passedAt.length === 0) return;
  if (routed.passedAt.length > 0) {
    addPassed(matching, address, at, path, routed.products.length > 1);
    return;
  }
  use(matching, routed);
  const product = matching.catalog.products[routed.products[0] as string];
  if (!product) return;
  void engine;
  add(matching, { product, touch: 'send', transmits: true, ...where, callee: path, routed, points: [at], instance: `${product.id}@http`, isCall: true });
}

/** The address came through parameters: the usage is the call that handed it over, and control must get to both. */
function addPassed(matching: Matching, address: Val, at: PointAt, path: string, isChoice: boolean): void {
  const { engine } = matching.run;
  for (const value of address.values) {
    if (value.k !== 'const') continue;
    const [module, index] = (value.passedAt ?? '').split(':').map(Number) as [number, number];
    const call = value.passedAt ? callAt(engine, module, index) : undefined;
    const where = call ? { module, start: call.start, end: call.end } : undefined;
    // One of a table of addresses speaks for itself where it is written.
    const isInCall = where !== undefined && value.from?.module === module && value.from.start >= where.start && value.from.end <= where.end;
    if (isChoice && value.from && !isInCall) continue;
    const routed = routeAddress(matching, only(value), where ?? { module: at.module, start: 0, end: 0 });
    const product = routed && matching.catalog.products[routed.products[0] as string];
    if (!routed || !product) continue;
    use(matching, routed);
    const point = value.passedAt ? pointOfSite(matching, value.passedAt) : undefined;
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
      isCall: true,
    });
  }
}

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
  for (const api of tag ? apis(tag) : []) {
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
        isCall: false,
      });
    }
  }
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

const LOADING_LINK = /\b(?:stylesheet|preload|modulepreload|import|prefetch)\b/;

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
    const text = value.value;
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

/** Packages that act when they are imported. */
function matchImports(matching: Matching, module: number): void {
  const facts = matching.run.engine.program.modules[module];
  for (const entry of facts?.imports ?? []) {
    if (entry.typeOnly) continue;
    for (const touch of matching.matcher.imports.get(entry.specifier) ?? []) {
      const product = matching.catalog.products[touch.product];
      if (!product) continue;
      const where = { module, start: entry.start, end: entry.end };
      const routed = routeProduct(matching, product, entry.specifier, undefined, where);
      add(matching, {
        product,
        touch: touch.role,
        transmits: touch.transmits,
        ...where,
        callee: rootApi(`npm:${entry.specifier}`).path,
        routed,
        points: [{ module, fn: 0, point: 0 }],
        instance: product.id,
        isCall: false,
      });
    }
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

/** Sends of an instance go where its inits point. */
function finish(matching: Matching): Sighting[] {
  const drafts = [...matching.found.values()];
  const byInstance = new Map<string, Draft[]>();
  for (const draft of drafts) {
    if (draft.touch !== 'init' && draft.touch !== 'component' && draft.touch !== 'script-tag') continue;
    const key = draft.instance ?? '';
    byInstance.set(key, [...(byInstance.get(key) ?? []), draft]);
  }
  const counts = new Map<string, number>();
  const sightings: Sighting[] = [];
  for (const draft of drafts.sort((a, b) => a.module - b.module || a.start - b.start)) {
    const inits = (byInstance.get(draft.instance ?? '') ?? []).filter((init) => init.touch !== 'script-tag');
    const isSend = draft.touch === 'send' || draft.touch === 'identify' || draft.touch === 'start';
    const undecided = draft.routed.recipients.every((r) => r.route === 'vendor-default' || r.route === 'package-default' || r.route === 'none');
    const routed = isSend && undecided && inits.length > 0 && !draft.instance?.includes('@') ? merge(inits.map((init) => init.routed)) : draft.routed;
    sightings.push(sightingOf(matching, draft, routed.recipients, counts));
  }
  return sightings;
}

function sightingOf(matching: Matching, draft: Draft, recipients: readonly Recipient[], counts: Map<string, number>): Sighting {
  const { engine } = matching.run;
  const facts = engine.program.modules[draft.module];
  const file = facts?.file ?? '';
  const fn = draft.points[0] ? facts?.functions[draft.points[0].fn]?.name : undefined;
  const base = [file, draft.product.id, draft.touch, draft.callee ?? '', fn ?? ''].join('|');
  const count = (counts.get(base) ?? 0) + 1;
  counts.set(base, count);
  const data: Datum[] = draft.product.data.map(({ category, how }) => ({ category, how, because: [] }));
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
    recipients,
    data,
    runsOn: runsOn(draft, file),
    openEnded: draft.product.openEnded,
    points: draft.points,
    ...(draft.element ? { element: draft.element } : {}),
    ...(draft.instance ? { instance: draft.instance } : {}),
    startCoversSend: draft.product.startCoversSend,
    ...(draft.held ? { held: draft.held } : {}),
  };
}

const SERVER =
  /(?:^|\/)(?:server|api|backend|functions|lambda|workers?|cron|jobs)\/|(?:^|\/)(?:route|middleware|server)\.[cm]?[jt]s$|\.server\.[cm]?[jt]sx?$|\+server\.[jt]s$/;

function runsOn(draft: Draft, file: string): 'client' | 'server' | 'unknown' {
  const [only, ...others] = draft.product.runsOn;
  if (only && others.length === 0) return only;
  if (SERVER.test(file)) return 'server';
  return /\.(?:html?|vue|svelte|[jt]sx)$/.test(file) ? 'client' : 'unknown';
}
