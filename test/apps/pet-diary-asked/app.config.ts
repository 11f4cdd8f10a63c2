import type { ExpoConfig } from 'expo/config';

const scheme = process.env.APP_SCHEME ?? 'petdiary';

export default (): ExpoConfig => ({
  name: 'Pet Diary',
  slug: 'pet-diary',
  scheme,
  ios: { bundleIdentifier: 'com.example.petdiary', googleServicesFile: './GoogleService-Info.plist' },
  android: { package: 'com.example.petdiary', googleServicesFile: './google-services.json' },
  plugins: [
    'expo-router',
    [
      'react-native-fbsdk-next',
      {
        appID: '123456789012345',
        displayName: 'Pet Diary',
        isAutoInitEnabled: false, // none
        autoLogAppEventsEnabled: false,
      },
    ],
    ['react-native-google-mobile-ads', { androidAppId: 'ca-app-pub-1~1', iosAppId: 'ca-app-pub-1~2', delayAppMeasurementInit: true }], // withheld to: US google-mobile-ads
  ],
});
