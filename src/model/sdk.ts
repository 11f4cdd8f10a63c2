/**
 * What the sdk-catalog says, compiled. Every fact carries how well it is known; what is from memory never makes an error.
 * See sdk-catalog/README.md for the YAML form.
 */
export type Certainty = 'stated' | 'observed' | 'inferred' | 'memory' | 'unknown';
export type PlaceBasis = 'storage' | 'processing' | 'access' | 'contract';

export interface PlaceFact {
  /** ISO 3166-1 alpha-2, or 'unknown'; '{region}' on a host that captures one: look the id up in the host's region table, else 'unknown'. */
  readonly country: string;
  readonly basis: PlaceBasis;
  readonly certainty: Certainty;
}

export interface Entity {
  readonly id: string;
  /** Legal name. */
  readonly name: string;
  /** Seat; never printed as where data goes. */
  readonly country: string;
  readonly controlCountry?: string;
  /** Frameworks for transfers that it says it is certified under, and when that was last seen. */
  readonly certified?: readonly { readonly framework: string; readonly seen: string; readonly certainty: Certainty }[];
}

/** A host, or a family of hosts, that belongs to a product. */
export interface HostFact {
  /** `api.openai.com`, `*.i.posthog.com` (any labels), `oss-{region}.aliyuncs.com` (looked up in `regions`). May carry a path prefix: `www.google.com/recaptcha`. */
  readonly host: string;
  readonly product: string;
  readonly entity: string;
  readonly places: readonly PlaceFact[];
  /** Region table for `{region}`. */
  readonly regions?: string;
  /** Passes data on to others that the code does not name. */
  readonly relay?: boolean;
  /** `script`: serves the SDK's own code; `api`: receives data. A script host counts where code is loaded from it, too. */
  readonly serves: 'api' | 'script' | 'both';
}

export type TouchRole = 'load' | 'init' | 'start' | 'send' | 'identify' | 'component' | 'script-tag' | 'endpoint' | 'embed';

/** A way in which code touches a product. */
export interface Touch {
  readonly product: string;
  readonly role: TouchRole;
  /** One access path, without braces. See ApiPath grammar in sdk-catalog/README.md. */
  readonly path: string;
  /** Does this place itself make data leave, given how the SDK works? */
  readonly transmits: boolean;
  /** It starts other products of the package, too: what the app uses of these shows elsewhere. */
  readonly shared?: boolean;
  /** Where the options stand: `arg(1)`, `prop(options)`, `props` (the element's own attributes). */
  readonly options?: string;
  /** Where they stand if not there: the first that holds an object counts. */
  readonly otherOptions?: readonly string[];
  /** Its own receiver, whatever the init says. */
  readonly receiver?: string;
  /** Arguments whose content leaves: `arg(0)`, `arg(0).messages`. */
  readonly data: readonly string[];
  /** The path without its last call is the instance that an `init` touch made. */
  readonly sources: readonly string[];
}

/** How the receiver of a product's calls is decided. Host options first, then region, then the default. */
export interface EndpointRule {
  /** Options that hold a URL or a host: `baseURL`, `api_host`, `dsn`. Dots reach inside: `httpOptions.baseUrl`. */
  readonly options: readonly string[];
  /** Variables that the SDK itself reads when the option is absent. */
  readonly env: readonly string[];
  /** Host when nothing is passed; by package where packages differ. Absent: nothing is known without an option. */
  readonly default?: string;
  readonly packageDefaults: Readonly<Record<string, string>>;
  readonly region?: { readonly options: readonly string[]; readonly env: readonly string[]; readonly table: string; readonly default?: string };
  /** Options with a few fixed values: `serverZone: EU` → host. */
  readonly values: readonly { readonly option: string; readonly equals: string | boolean; readonly host: string }[];
  /** Calls that set the receiver: a fixed host, or the argument that holds an address. */
  readonly calls?: readonly { readonly path: string; readonly host?: string; readonly address?: string }[];
}

/** The SDK's own switch. */
export interface Switch {
  readonly product: string;
  /** Option of an init that holds it back, and the value that does; or a call that does. */
  readonly option?: string;
  readonly equals?: string | boolean;
  /** A call that holds it back when made before the start (or, for `after: true`, from then on). */
  readonly hold?: string;
  /** Calls that release it, and, where given, the argument that does. */
  readonly release: readonly string[];
  /** What still leaves while it is held back. */
  readonly residue: 'none' | 'handshake' | 'pings' | 'all';
  /** Another option that lowers the residue to none. */
  readonly silencedBy?: { readonly option: string; readonly equals: string | boolean };
}

/** Further ways to an object: what an init gives back, what a callback is handed, what a hook yields. */
export interface Instance {
  /** The path at which the catalog says what can be done with it. */
  readonly of: string;
  readonly also: readonly string[];
}

export interface DataFact {
  readonly category: string;
  readonly how: 'auto' | 'argument';
}

export interface Product {
  readonly id: string;
  readonly vendor: string;
  readonly name: string;
  readonly category: string;
  /** Package URLs without version. */
  readonly packages: readonly string[];
  readonly entity: string;
  readonly endpoint: EndpointRule;
  readonly touches: readonly Touch[];
  readonly switches: readonly Switch[];
  readonly instances?: readonly Instance[];
  /** The SDK was read and has no switch of its own. */
  readonly noSwitch?: boolean;
  readonly data: readonly DataFact[];
  /** Nothing leaves before an init touch: later sends are covered by the gates of the inits. */
  readonly startCoversSend: boolean;
  /** Further recipients are configured outside the code (tag managers, routers). */
  readonly openEnded: boolean;
  /** May the provider train on what it is sent, by default? */
  readonly trains?: boolean;
  /** Countries in which the vendor receives for this product, whichever of its hosts is chosen. */
  readonly offers: readonly string[];
  /** Legal names of the vendor's entities that hold a certification. */
  readonly certified: readonly { readonly entity: string; readonly frameworks: readonly string[] }[];
  readonly runsOn: readonly ('client' | 'server')[];
  /** Those of its packages that start in no browser and on no phone. */
  readonly serverPackages?: readonly string[];
}

/** What makes a product start: a package that the app is built with, or a setting in one of its manifests. */
export type StartCause =
  | { readonly kind: 'package'; readonly purl: string }
  | {
      readonly kind: 'setting';
      /** Format of the manifest, as `Manifest.format` has it; `env` for environment variables wherever they stand. */
      readonly in: string;
      readonly key: string;
      /** The value that makes it start; absent: any. */
      readonly equals?: string;
      /** The value is the address to which is sent. */
      readonly address: boolean;
    };

/** A setting that holds a product back. */
export interface StartSwitch {
  readonly in: string;
  readonly key: string;
  readonly equals: string;
  /** What still leaves. */
  readonly residue: Switch['residue'];
}

/** A product that starts without a call of the app's code. */
export interface SelfStart {
  readonly product: string;
  /** Any of these makes it start. */
  readonly when: readonly StartCause[];
  /** Packages of which the app must have one, too; none: no matter. */
  readonly needs: readonly string[];
  /** Any of these holds it back. */
  readonly unless: readonly StartSwitch[];
  /** Access paths of calls that let it go. */
  readonly release: readonly string[];
  /** Access paths of calls that stop it once it runs. */
  readonly hold: readonly string[];
  /** What is sent: categories of data; none given: what the product collects by itself. */
  readonly sends: readonly string[];
  readonly certainty: Certainty;
}

/** An entry of the project's own in the catalog, and which facts are its word. */
export interface OwnEntry {
  /** From the root of the project, or as it was named where it stands outside. */
  readonly file: string;
  /** The product of which it speaks. */
  readonly id: string;
  readonly how: 'added' | 'replaced' | 'extended';
  /** Why it stands instead of the shipped one, or adds to it. */
  readonly reason?: string;
  /** Access paths that it names. */
  readonly paths: readonly string[];
  /** Package URLs that it names. */
  readonly packages: readonly string[];
  /** Who stands behind the hosts that it names: legal names, with the places where a shipped one has the same name. */
  readonly receivers: readonly { readonly entity: string; readonly places?: readonly PlaceFact[] }[];
  /** It has a say in where the product's calls go. */
  readonly routes: boolean;
  /** It names switches. */
  readonly switches: boolean;
}

export interface SdkCatalog {
  readonly asOf: string;
  readonly vendors: readonly { readonly id: string; readonly name: string; readonly checked: string }[];
  readonly entities: Readonly<Record<string, Entity>>;
  readonly products: Readonly<Record<string, Product>>;
  readonly hosts: readonly HostFact[];
  /** table → region id → country. */
  readonly regions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Products that start by themselves. */
  readonly selfStarts?: readonly SelfStart[];
  /** Entries of the project's own, which are worked in. */
  readonly own?: readonly OwnEntry[];
}
