import type { Sample } from './sample.js';

const plist = (inner: string): string => `<?xml version="1.0"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
${inner}
</dict>
</plist>
`;

const settings = `{
  "first": { "on": true },
  "list": [
    { "name": "a" },
    { "name": "b" }
  ]
}
`;

const SETTINGS = ['first.on=true | "on": true', 'list.name=a | "name": "a"', 'list.name=b | "name": "b"'];

/** Configuration of the native part of an app. */
export const nativeSamples: readonly Sample[] = [
  {
    file: 'android/app/src/main/AndroidManifest.xml',
    text: `<manifest xmlns:android="a">
  <application>
    <meta-data android:name="io.sentry.dsn" android:value="https://o1.ingest.de.sentry.io/1" />
  </application>
</manifest>
`,
    seen: [],
    declared: ['io.sentry.dsn=https://o1.ingest.de.sentry.io/1 | <meta-data android:name="io.sentry.dsn" android:value="https://o1.ingest.de.sentry.io/1" />'],
  },
  {
    file: 'android/app/src/main/res/values/strings.xml',
    text: `<resources>
  <string name="facebook_app_id">12345</string>
</resources>
`,
    seen: [],
    declared: ['facebook_app_id=12345 | <string name="facebook_app_id">12345</string>'],
  },
  {
    file: 'ios/App/Info.plist',
    text: plist('  <key>FacebookAppID</key><string>12345</string>'),
    seen: [],
    declared: ['FacebookAppID=12345 | <key>FacebookAppID</key><string>12345</string>'],
  },
  {
    file: 'ios/GoogleService-Info.plist',
    text: plist('  <key>IS_ANALYTICS_ENABLED</key><false/>'),
    seen: [],
    declared: ['IS_ANALYTICS_ENABLED=false | <key>IS_ANALYTICS_ENABLED</key><false/>'],
  },
  {
    file: 'ios/PrivacyInfo.xcprivacy',
    text: plist('  <key>NSPrivacyTracking</key><false/>'),
    seen: [],
    declared: ['NSPrivacyTracking=false | <key>NSPrivacyTracking</key><false/>'],
  },
  { file: 'android/app/google-services.json', text: settings, seen: [], declared: SETTINGS },
  { file: 'firebase.json', text: settings, seen: [], declared: SETTINGS },
  { file: 'android/app/agconnect-services.json', text: settings, seen: [], declared: SETTINGS },
  { file: 'app.json', text: settings, seen: [], declared: SETTINGS },
  { file: 'capacitor.config.json', text: settings, seen: [], declared: SETTINGS },
  {
    file: 'config.xml',
    text: `<widget>
  <preference name="P" value="1" />
</widget>
`,
    seen: [],
    declared: ['preference:P=1 | <preference name="P" value="1" />'],
  },
];
