/** What the consent-catalog says, compiled. See consent-catalog/README.md for the YAML form. */
export type Purpose =
  | 'analytics'
  | 'advertising'
  | 'functional'
  | 'ai'
  | 'transfer'
  | 'sensitive'
  | 'tracking-id'
  | 'policy'
  | 'parental'
  | 'any'
  /** Consents that fit no SDK: newsletters, notifications, terms, collection at home. They make `wrong-purpose`. */
  | 'other';

export type Constant = string | number | boolean | null;

/** What an API yields before the user chose, after a refusal, after a grant. `absent` stands for undefined. */
export interface ThreeValues {
  readonly undecided: Constant | 'absent' | readonly (Constant | 'absent')[];
  readonly refused: Constant | 'absent' | readonly (Constant | 'absent')[];
  readonly granted: Constant | 'absent' | readonly (Constant | 'absent')[];
}

/** A dialogue that the program writes itself: it is about consent where its words are. */
export interface Question {
  /** Where its words stand: `arg(0)`, `arg(0).title`; `arg(1+)` is that argument and all that follow. */
  readonly words: readonly string[];
  /**
   * Where its buttons stand in order, and whether the answer is the place or the label of the one that was pressed. `closed` are options
   * that say which place is answered where none was.
   */
  readonly buttons?: { readonly at: readonly string[]; readonly answer: 'index' | 'label'; readonly closed?: readonly string[] };
}

export interface ConsentRead {
  readonly api: string;
  /** One access path, without braces. */
  readonly path: string;
  readonly values: ThreeValues;
  /** It says that the user answered, not what. */
  readonly answeredOnly: boolean;
  /** Users in Korea or outside the EEA pass without being asked. */
  readonly regional: boolean;
  /** The value of the path itself is a promise. */
  readonly isAsync: boolean;
  readonly purposes: readonly Purpose[];
  /** The argument that names the category, and what each name stands for (`*` any other): `{ arg: 0, map: { C0002: ['analytics'] } }`. */
  readonly purposesBy?: { readonly arg: number; readonly map: Readonly<Record<string, readonly Purpose[]>> };
  /** Category names that are always on, so that testing them is testing nothing. */
  readonly alwaysOn: readonly string[];
  /** It is the answer to a question. */
  readonly asks?: Question;
}

export interface ConsentReaction {
  readonly api: string;
  /** Path of what is called back, e.g. `global:OptanonWrapper=` or `npm:react-cookie-consent#default<>.prop(onAccept)`. */
  readonly path: string;
  /** `always`: it also calls back before any answer. */
  readonly means: 'granted' | 'refused' | 'answered' | 'always';
  readonly purposes: readonly Purpose[];
  /** Options under which what is no affirmative act (scrolling, a click beside the banner) fires it as well. */
  readonly implicitWith?: readonly string[];
  /** It is called back with the answer to a question. */
  readonly asks?: Question;
}

/** A call that asks the user; a result thrown away is `result-ignored`. */
export interface ConsentPrompt {
  readonly api: string;
  readonly path: string;
}

export interface ConsentMarkup {
  readonly api: string;
  /** `data-cookieconsent`, or `class` with `prefix`. */
  readonly attribute: string;
  readonly prefix?: string;
  /** Value of the attribute (after the prefix) → purposes. `*` for any other. */
  readonly purposes: Readonly<Record<string, readonly Purpose[]>>;
  /** Values under which it always runs. */
  readonly alwaysOn: readonly string[];
  /** Values that exempt the element from an automatic blocker. */
  readonly exempt: readonly string[];
  /** `!` in front means: when refused. */
  readonly negation?: string;
  /** Script types that the browser does not run. */
  readonly inertTypes: readonly string[];
  /** The attribute that carries the address meanwhile: `data-src`. */
  readonly source?: string;
  /** The attribute stands on an element of this name around the script, of which nothing runs: `template`. */
  readonly around?: string;
  /** Others use the attribute as well: it counts where a package of the platform, one of these hosts or names of the page is seen. */
  readonly seenWith?: readonly string[];
}

/**
 * Words are matched as whole tokens whatever the spelling (`opt in` matches optIn, opt_in, OPT-IN and optin), in scripts without
 * spaces as substrings. `word*` is a beginning, `=word` the whole text, a word in capitals is taken as written.
 */
export interface Lexicon {
  readonly consent: readonly string[];
  readonly weakConsent: readonly string[];
  readonly accept: readonly string[];
  readonly reject: readonly string[];
  readonly dismiss: readonly string[];
  readonly transfer: readonly string[];
  readonly grantValues: readonly string[];
  readonly refuseValues: readonly string[];
  readonly pendingValues: readonly string[];
  /** In a text: everything is agreed to at once. */
  readonly all: readonly string[];
  /** In a text: what is done with data. */
  readonly gathers: readonly string[];
  /** In a text: what stands beside a yes and is nothing else that is said yes to. */
  readonly choices: readonly string[];
  /** In a name: that the user was asked or answered, not what. */
  readonly answered: readonly string[];
  /** In a name: when it was agreed. */
  readonly time: readonly string[];
  /**
   * Purpose → words. What stands after a dot only tells items apart (`other.terms`, `other.marketing`); the words of `transfer` are
   * verbs that mean a transfer abroad only where a foreign country is named.
   */
  readonly purposes: Readonly<Record<string, readonly string[]>>;
  /** Names that look like consent and are not: whole names or words. */
  readonly stop: readonly string[];
  /** Country → names in several languages. */
  readonly countries: Readonly<Record<string, readonly string[]>>;
  /** Flags of builds, operators and experiments: nobody's consent. */
  readonly operator: readonly string[];
}

/** Whom a platform asks where nobody changed its settings. A fact beside the verdicts: no gate rests on it. */
export interface Regions {
  /**
   * Users in Korea are asked (`asked`), pass unasked (`not-asked`), or that is decided outside the code (`configured`);
   * `records` asks nobody, it keeps an answer that the app or another platform got.
   */
  readonly korea: 'asked' | 'not-asked' | 'configured' | 'records';
  readonly because: string;
  /** False where it is remembered, not read. */
  readonly lookedUp: boolean;
}

export interface ConsentPlatform {
  readonly id: string;
  readonly name: string;
  readonly checked: string;
  readonly regions?: Regions;
}

export interface ConsentCatalog {
  readonly asOf: string;
  readonly platforms: readonly ConsentPlatform[];
  readonly reads: readonly ConsentRead[];
  readonly reactions: readonly ConsentReaction[];
  readonly prompts: readonly ConsentPrompt[];
  /** Members of enums that packages export, with their values: `npm:react-native-google-mobile-ads#AdsConsentStatus.OBTAINED` is 'OBTAINED'. */
  readonly constants: readonly { readonly api: string; readonly path: string; readonly value: Constant }[];
  readonly markup: readonly ConsentMarkup[];
  /** Scripts and packages of the platforms, for the byte scan: hosts, globals, packages. */
  readonly marks: readonly string[];
  /** Storage and cookie keys of known platforms. */
  readonly storageKeys: readonly { readonly api: string; readonly key: string; readonly purposes: readonly Purpose[]; readonly values: ThreeValues }[];
  readonly lexicon: Lexicon;
  /** Product category → purposes that fit it. */
  readonly fits: Readonly<Record<string, readonly Purpose[]>>;
}
