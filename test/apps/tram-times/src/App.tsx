import analytics from '@react-native-firebase/analytics';
import crashlytics from '@react-native-firebase/crashlytics';
import messaging from '@react-native-firebase/messaging';
import { useEffect } from 'react';
import { Button, Text, View } from 'react-native';
import { Settings } from 'react-native-fbsdk-next';

export function App() {
  useEffect(() => {
    crashlytics().setCrashlyticsCollectionEnabled(true);
    messaging().setAutoInitEnabled(false);
    Settings.setAutoLogAppEventsEnabled(true);
  }, []);
  return (
    <View>
      <Text>Next tram in 4 minutes</Text>
      <Button
        title="Other direction"
        onPress={() => {
          analytics().logEvent('turn'); // ungated to: US firebase-analytics
        }}
      />
    </View>
  );
}
