import { describe, expect, it } from 'vitest';
import { languageOf } from '../../src/discover/kinds.js';
import { isManifest, readManifest } from '../../src/manifests/index.js';
import { nativeFormats } from '../../src/manifests/native.js';
import type { Manifest } from '../../src/model/manifest.js';

function read(file: string, text: string): Manifest {
  const manifest = readManifest(file, text);
  if (manifest === undefined) throw new Error(`no format for ${file}`);
  return manifest;
}

const told = (manifest: Manifest): string[] => manifest.declarations.map(({ key, value }) => `${key}=${value}`);
const placed = (manifest: Manifest, text: string): string[] => manifest.declarations.map(({ span }) => text.slice(span.start, span.end));

describe('AndroidManifest.xml', () => {
  const text = `<?xml version="1.0"?>
<manifest xmlns:android="a" xmlns:tools="t">
  <uses-permission android:name="android.permission.INTERNET" />
  <application>
    <meta-data android:name="io.sentry.dsn" android:value="https://key@o1.ingest.de.sentry.io/1" />
    <meta-data
      android:name="com.facebook.sdk.AutoLogAppEventsEnabled"
      android:value="false" />
    <provider android:name="io.sentry.android.core.SentryInitProvider" android:authorities="x" tools:node="remove" />
    <meta-data android:name="com.facebook.sdk.ClientToken" android:value="0123" />
  </application>
</manifest>`;
  const manifest = read('android/app/src/main/AndroidManifest.xml', text);

  it('gives meta-data, providers and permissions, without secrets', () => {
    expect(told(manifest)).toEqual([
      'permission:android.permission.INTERNET=',
      'io.sentry.dsn=https://o1.ingest.de.sentry.io/1',
      'com.facebook.sdk.AutoLogAppEventsEnabled=false',
      'com.facebook.sdk.ClientToken=',
      'provider:io.sentry.android.core.SentryInitProvider=removed',
    ]);
  });

  it('places them at their elements', () => {
    expect(placed(manifest, text)[2]).toMatch(/^<meta-data\s+android:name="com\.facebook[^>]*\/>$/);
  });

  it('leaves debug builds and tests alone', () => {
    expect(readManifest('android/app/src/debug/AndroidManifest.xml', text)).toBeUndefined();
    expect(readManifest('app/src/androidTest/AndroidManifest.xml', text)).toBeUndefined();
  });
});

describe('property lists', () => {
  const text = `<?xml version="1.0"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
  <key>FacebookAutoLogAppEventsEnabled</key>
  <false/>
  <key>FacebookAppID</key><string>12 &amp; 3</string>
  <key>Nested</key><dict><key>On</key><true/></dict>
  <key>Hosts</key><array><string>a.example</string><string>b.example</string></array>
</dict></plist>`;

  it('give their settings under the names that lead there', () => {
    expect(told(read('ios/App/Info.plist', text))).toEqual([
      'FacebookAutoLogAppEventsEnabled=false',
      'FacebookAppID=12 & 3',
      'Nested.On=true',
      'Hosts=a.example',
      'Hosts=b.example',
    ]);
  });

  it('place a setting at its key', () => {
    expect(placed(read('ios/App/Info.plist', text), text)[0]).toMatch(/^<key>FacebookAutoLogAppEventsEnabled<\/key>\s+<false\/>$/);
  });

  it('tell privacy manifests', () => {
    const privacy =
      '<plist><dict><key>NSPrivacyTracking</key><false/><key>NSPrivacyCollectedDataTypes</key><array><dict><key>NSPrivacyCollectedDataType</key><string>NSPrivacyCollectedDataTypeCrashData</string></dict></array></dict></plist>';
    expect(told(read('ios/PrivacyInfo.xcprivacy', privacy))).toEqual([
      'NSPrivacyTracking=false',
      'NSPrivacyCollectedDataTypes.NSPrivacyCollectedDataType=NSPrivacyCollectedDataTypeCrashData',
    ]);
  });

  it('are a gap in the binary form', () => expect(read('Info.plist', 'bplist00…').gaps).toHaveLength(1));
});

describe('settings in JSON', () => {
  it.each(['google-services.json', 'firebase.json', 'agconnect-services.json', 'capacitor.config.json'])('%s is flat, with its places', (name) => {
    const text = '{ "a": { "b": [ { "c": true }, { "c": 2 } ] }, "api_key": [ { "current_key": "AIzaSyA-not-a-real-key-not-a-real-key-00" } ] }';
    const manifest = read(`android/app/${name}`, text);
    expect(told(manifest)).toEqual(['a.b.c=true', 'a.b.c=2', 'api_key.current_key=']);
    expect(placed(manifest, text)[0]).toBe('"c": true');
  });
});

describe('Expo', () => {
  const plugins = ['plugin:a=', 'plugin:b=', 'plugin:b.on=false', 'plugin:b.deep.x=1'];

  it('reads app.json', () => {
    const text = '{ "expo": { "name": "A", "plugins": ["a", ["b", { "on": false, "deep": { "x": 1 } }]], "ios": { "infoPlist": { "K": true } } } }';
    expect(told(read('app.json', text))).toEqual(expect.arrayContaining([...plugins, 'name=A', 'ios.infoPlist.K=true']));
  });

  it('reads what is plain in app.config.ts and runs nothing', () => {
    const text = `import x from 'y';
// plugins: ['commented']
const id = process.env.ID ?? 'none';
export default ({ config }: ConfigContext): ExpoConfig => ({
  ...config,
  name: 'It\\'s A',
  slug: \`a-\${id}\`,
  extra: { key: run({ deep: [1, 2] }), url: "https://a.example/x" as const },
  plugins: ['a', /* no options */ ['b', { on: false, deep: { x: 1 } }], withIt(), ],
});`;
    const manifest = read('app.config.ts', text);
    expect(told(manifest)).toEqual([...plugins, "name=It's A", 'extra.url=https://a.example/x']);
    expect(placed(manifest, text)[2]).toBe('on: false');
  });

  it('leaves app.config.ts to be code as well', () => {
    expect(languageOf('app.config.ts')).toBe('javascript');
    expect(isManifest('app.config.ts')).toBe(true);
    expect(isManifest('src/config.ts')).toBe(false);
  });
});

describe('Cordova', () => {
  it('gives plugins as packages and their variables as settings', () => {
    const text =
      '<widget><plugin name="cordova-plugin-firebasex" spec="^16.0.0"><variable name="ON" value="false"/></plugin><platform name="ios"><preference name="P" value="1"/></platform></widget>';
    const manifest = read('config.xml', text);
    expect(manifest.dependencies.map(({ purl }) => purl)).toEqual(['pkg:npm/cordova-plugin-firebasex@%5E16.0.0']);
    expect(told(manifest)).toEqual(['plugin:cordova-plugin-firebasex.ON=false', 'preference:P=1']);
  });

  it('leaves files of that name of others alone', () => expect(read('config.xml', '<magento/>').gaps).toEqual([]));
});

describe('bad input', () => {
  const files = [
    'AndroidManifest.xml',
    'Info.plist',
    'GoogleService-Info.plist',
    'PrivacyInfo.xcprivacy',
    'app/src/main/res/values/strings.xml',
    'google-services.json',
    'firebase.json',
    'agconnect-services.json',
    'app.json',
    'app.config.js',
    'capacitor.config.ts',
    'config.xml',
  ];
  const bomb = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i} "${`&a${i === 0 ? '' : i - 1};`.repeat(10)}">`).join('')}]><a>&a19;</a>`;
  const texts: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['half a document', '<plist><dict><key>A</key><str'],
    ['half an object', '{ "expo": { "plugins": [ "a", ['],
    ['half a module', "export default { plugins: ['a', ["],
    ['an entity bomb', bomb],
    ['a merge that was not finished', '<<<<<<< HEAD\n{"a":1}\n=======\n{"a":2}\n>>>>>>> b'],
    ['deep nesting', '{"a":'.repeat(3_000)],
    ['deep elements', '<a>'.repeat(20_000)],
    ['deep literals', `export default ${'['.repeat(20_000)}`],
    ['bytes', '\u0000\ufffd\u0001'],
    ['keys of every object', '{ "__proto__": { "x": 1 }, "constructor": 2 }'],
    ['a long file', `export default { ${'a: 1,\n'.repeat(100_000)} }`],
  ];

  it('knows all formats of the native part', () => {
    expect(nativeFormats.filter((format) => !files.some((file) => format.matches(file))).map(({ name }) => name)).toEqual([]);
  });

  it.each(files.flatMap((file) => texts.map(([name, text]) => [file, name, text] as const)))('%s survives %s', (file, _, text) => {
    const started = performance.now();
    expect(() => read(file, text)).not.toThrow();
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
