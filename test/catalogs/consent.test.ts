import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileConsentCatalog } from '../../src/catalogs/consent.js';
import type { CatalogFile } from '../../src/catalogs/yaml.js';
import type { ConsentCatalog, ConsentRead } from '../../src/model/consent.js';

const folder = new URL('../../consent-catalog/', import.meta.url);
const files: readonly CatalogFile[] = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name: `consent-catalog/${name}`, text: readFileSync(new URL(name, folder), 'utf8') }));
const compiled = compileConsentCatalog(files);
const catalog = compiled.kind === 'catalog' ? compiled.catalog : ({} as ConsentCatalog);

const read = (path: string): ConsentRead => {
  const found = catalog.reads.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no read ${path}`);
  return found;
};
const reaction = (path: string) => catalog.reactions.find((one) => one.path === path);

function wholeWord(text: string): RegExp {
  return new RegExp(`(?<![\\w$])${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w$])`);
}

describe('the consent-catalog', () => {
  it('compiles', () => expect(compiled.kind === 'problems' ? compiled.problems : []).toEqual([]));

  it('is valid against its schema', () => {
    const validate = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(
      JSON.parse(readFileSync(new URL('schema.json', folder), 'utf8')),
    );
    for (const file of files) expect(validate(parse(file.text)) ? [] : validate.errors, file.name).toEqual([]);
  });

  it('survives being written as JSON', () => expect(JSON.parse(JSON.stringify(catalog))).toEqual(catalog));

  it('has three values of each platform', () => {
    expect(read('global:Cookiebot.consent.statistics')).toMatchObject({
      api: 'cookiebot',
      values: { undecided: false, refused: false, granted: true },
      purposes: ['analytics'],
      answeredOnly: false,
      isAsync: false,
    });
    expect(read('npm:react-native-onetrust-cmp#default.getConsentStatusForCategory()')).toMatchObject({
      values: { undecided: [-1, 0], refused: 0, granted: 1 },
      isAsync: true,
      alwaysOn: ['C0001'],
    });
    expect(read('npm:react-cookie-consent#getCookieConsentValue()').values).toEqual({ undecided: 'absent', refused: 'false', granted: 'true' });
    expect(read('npm:posthog-js#default.get_explicit_consent_status()').values).toEqual({ undecided: 'pending', refused: 'denied', granted: 'granted' });
    expect(read('global:OnetrustActiveGroups').values.undecided).toBe(',C0001,');
    expect(read('npm:vanilla-cookieconsent#acceptedCategory()').purposesBy?.map).toMatchObject({ analytics: ['analytics'] });
  });

  it('takes for a yes what is one in no other state, by what the sources of the platforms show', () => {
    expect(read('npm:posthog-js#default.has_opted_in_capturing()').values.undecided).toContain(true);
    expect(read('global:cookieconsent.initialise().arg(1).param(0).hasConsented()').values.refused).toContain(true);
    expect(read('npm:@c15t/react#useConsentManager().selectedConsents.measurement').values.undecided).toContain(true);
    expect(read('npm:@usercentrics/react-native-sdk#Usercentrics.showFirstLayer().userInteraction').values).toEqual({
      undecided: 3,
      refused: [1, 2],
      granted: [0, 2],
    });
    expect(read('global:uni.getPrivacySetting().needAuthorization').values.undecided).toContain(false);
    expect(read('npm:@didomi/react-native#Didomi.getUserConsentStatusForPurpose()').values.granted).toBe(true);
  });

  it('says of each platform whether users in Korea are asked, and why', () => {
    expect(catalog.platforms.filter(({ regions }) => regions === undefined)).toEqual([]);
    const korea = (id: string) => catalog.platforms.find((one) => one.id === id)?.regions;
    expect(korea('google-ump')).toMatchObject({ korea: 'not-asked', lookedUp: true });
    expect(korea('klaro')).toMatchObject({ korea: 'asked', lookedUp: true });
    expect(korea('onetrust')).toMatchObject({ korea: 'configured', lookedUp: true });
    expect(korea('wp-consent-api')).toMatchObject({ korea: 'records' });
    expect(korea('termly')).toMatchObject({ lookedUp: false });
  });

  it('knows categories by argument, in the spellings that people use', () => {
    const groups = read('global:OnetrustActiveGroups.includes()');
    expect(groups.purposesBy).toMatchObject({ arg: 0, map: { ',C0002,': ['analytics'], C0002: ['analytics'], ',C0004,': ['advertising'] } });
    expect(groups.alwaysOn).toEqual(expect.arrayContaining(['C0001', ',C0001,']));
    expect(read('global:OnetrustActiveGroups.indexOf()').values.refused).toBe(-1);
  });

  it('tells an answer from a grant', () => {
    expect(read('npm:react-native-google-mobile-ads#AdsConsent.getConsentInfo().status')).toMatchObject({ answeredOnly: true });
    expect(read('npm:react-native-google-mobile-ads#AdsConsent.getConsentInfo().canRequestAds')).toMatchObject({ answeredOnly: true, regional: true });
    expect(reaction('global:OptanonWrapper=')?.means).toBe('always');
    expect(reaction('event:OneTrustGroupsUpdated')?.means).toBe('always');
    expect(reaction('event:OTConsentApplied')?.means).toBe('answered');
    expect(reaction('event:CookiebotOnAccept')?.means).toBe('granted');
    expect(reaction('event:CookiebotOnDecline')?.means).toBe('refused');
    expect(reaction('npm:vanilla-cookieconsent#run().arg(0).onConsent')?.means).toBe('answered');
    expect(reaction('npm:react-cookie-consent#CookieConsent<>.prop(onAccept)')).toMatchObject({
      means: 'granted',
      implicitWith: ['acceptOnScroll', 'acceptOnOverlayClick'],
    });
    expect(reaction('global:_axcb.push().arg(0).param(0).on().arg(1)')?.means).toBe('answered');
  });

  it('takes permissions of the device for what they are', () => {
    expect(read('npm:expo-tracking-transparency#requestTrackingPermissionsAsync().status').purposes).toEqual(['tracking-id']);
    expect(read('global:Notification.requestPermission()').purposes).toEqual(['other']);
    for (const categories of Object.values(catalog.fits)) expect(categories).not.toEqual(expect.arrayContaining(['tracking-id']));
    for (const categories of Object.values(catalog.fits)) expect(categories).not.toEqual(expect.arrayContaining(['other']));
  });

  it('knows what markup blocks, and what exempts from blocking', () => {
    const markup = (api: string, attribute: string) => catalog.markup.find((one) => one.api === api && one.attribute === attribute);
    expect(markup('onetrust', 'class')).toMatchObject({ prefix: 'optanon-category-', alwaysOn: ['C0001'], inertTypes: ['text/plain'] });
    expect(markup('cookiebot', 'data-cookieconsent')).toMatchObject({ exempt: ['ignore'] });
    expect(markup('vanilla-cookieconsent', 'data-category')).toMatchObject({ negation: '!' });
    expect(markup('iubenda', 'class')?.purposes['_inline']).toBeUndefined();
    expect(catalog.markup.flatMap((one) => one.inertTypes)).not.toContain('text/partytown');
  });

  it('knows values of enums', () => {
    expect(catalog.constants).toContainEqual({ api: 'google-ump', path: 'npm:react-native-google-mobile-ads#AdsConsentStatus.OBTAINED', value: 'OBTAINED' });
  });

  it('lets an unspecified consent and a consent to transfers fit every category, and others their own', () => {
    expect(catalog.fits['*']).toEqual(['any', 'transfer', 'policy']);
    expect(catalog.fits['rum']).toEqual(expect.arrayContaining(['any', 'transfer', 'policy', 'analytics']));
    expect(catalog.fits['ai-llm']).not.toContain('analytics');
    expect(catalog.fits['advertising']).not.toContain('analytics');
  });

  it('has a mark in every path, so that the scan finds each file that uses it', () => {
    const marks = catalog.marks.map((mark) => wholeWord(mark.replace(/^window\.|[("']+$/g, '')));
    // A dialogue is read where its answer is looked for; to parse every file that has one would find no more.
    const paths = [...catalog.reads, ...catalog.reactions, ...catalog.prompts].filter((one) => !('asks' in one)).map((one) => one.path);
    expect(paths.filter((path) => !marks.some((mark) => mark.test(path)))).toEqual([]);
    const shared = [
      'data-category',
      'data-name',
      'data-vendor',
      'data-vendor-raw',
      'data-purpose',
      'data-purposes',
      'data-categories',
      'trackertype',
      'data-cmp-purpose',
    ];
    const markups = catalog.markup.filter((one) => !shared.includes(one.attribute)).map(({ attribute, prefix }) => `${attribute}="${prefix ?? ''}"`);
    expect(markups.filter((text) => !marks.some((mark) => mark.test(text)))).toEqual([]);
  });

  it('gives no callback two meanings', () => {
    const bare = (path: string) => path.replace(/\[arg[^"]*"(?:[^"\\]|\\.)*"\]/g, '');
    const open = catalog.reactions.filter((one) => bare(one.path) === one.path);
    for (const one of open) {
      const rivals = catalog.reactions.filter((other) => bare(other.path) === one.path && other.means !== one.means);
      expect(
        rivals.map((other) => other.path),
        one.path,
      ).toEqual([]);
    }
  });

  it('has no path twice with different values', () => {
    const seen = new Map<string, string>();
    for (const one of catalog.reads) {
      const said = JSON.stringify([one.values, one.answeredOnly]);
      expect(seen.get(one.path) ?? said, one.path).toBe(said);
      seen.set(one.path, said);
    }
  });
});

const lexiconFile = files.filter((file) => file.name.endsWith('lexicon.yaml') || file.name.endsWith('purposes.yaml'));
const problemsOf = (text: string, name = 'consent-catalog/acme.yaml') => {
  const result = compileConsentCatalog([...lexiconFile, { name, text }]);
  return result.kind === 'problems' ? result.problems : [];
};
const acme = (rest: string) => `id: acme\nname: Acme\nchecked: 2026-11-23\nfrom: [memory]\nmarks: [Acme]\n${rest}`;

describe('bad entries', () => {
  it.each([
    ['an unknown field', acme('reades: []'), 'consent-catalog/acme.yaml:6: reades: unknown field'],
    ['an unknown purpose', acme('reads:\n  - { path: global:Acme.ok, purposes: [analytic] }'), 'reads[0].purposes[0]: expected one of analytics'],
    ['no purpose', acme('reads:\n  - { path: global:Acme.ok }'), 'reads[0]: expected purposes or purposesBy'],
    ['a path without a root', acme('reads:\n  - { path: Acme.ok, purposes: [any] }'), 'reads[0].path: expected an access path'],
    ['an open brace', acme("reads:\n  - { path: 'global:Acme.{a,b', purposes: [any] }"), 'reads[0].path: expected an access path'],
    [
      'a grant that looks like a refusal',
      acme('reads:\n  - { path: global:Acme.ok, purposes: [any], values: { undecided: false, refused: true, granted: true } }'),
      'expected a granted value that differs',
    ],
    [
      'a value left out',
      acme('reads:\n  - { path: global:Acme.ok, purposes: [any], values: { refused: false, granted: true } }'),
      'reads[0].values.undecided: expected a value, found nothing',
    ],
    [
      'a meaning that there is not',
      acme("reactions:\n  - { path: 'global:onAcme=', purposes: [any], means: yes }"),
      'reactions[0].means: expected one of granted, refused, answered',
    ],
    [
      'a place that is asked in a way that there is not',
      acme("regions: { korea: yes, because: 'x' }"),
      'regions.korea: expected one of asked, not-asked, configured, records',
    ],
    ['a place without a reason', acme('regions: { korea: asked }'), 'regions.because: expected a value, found nothing'],
    [
      'a source that is not there',
      acme('reads:\n  - { path: global:Acme.ok, purposes: [any], from: docs }'),
      'expected a source of this file (memory, public-code), found "docs"',
    ],
    ['another id than the file', acme('').replace('id: acme', 'id: other'), 'expected the id that the file is named after'],
    ['no date', 'id: acme\nname: Acme\nmarks: [Acme]\n', 'checked: expected a value, found nothing'],
    ['broken YAML', 'id: [', 'consent-catalog/acme.yaml:1:'],
  ])('%s', (_, text, message) => expect(problemsOf(text).join('\n')).toContain(message));

  it('a country that is no code', () => {
    const text = lexiconFile.find((file) => file.name.endsWith('lexicon.yaml'))?.text.replace('\n  KR: [', '\n  Korea: [') ?? '';
    expect(problemsOf(text, 'consent-catalog/lexicon.yaml').join('\n')).toContain('countries.Korea: expected a country code like KR');
  });

  it('no lexicon at all', () => {
    const result = compileConsentCatalog([]);
    expect(result).toEqual({
      kind: 'problems',
      problems: ['consent-catalog: expected a file lexicon.yaml, found none', 'consent-catalog: expected a file purposes.yaml, found none'],
    });
  });
});
