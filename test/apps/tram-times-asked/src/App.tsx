import AsyncStorage from '@react-native-async-storage/async-storage';
import analytics from '@react-native-firebase/analytics';
import crashlytics from '@react-native-firebase/crashlytics';
import { useEffect, useState } from 'react';
import { Button, Modal, Text, View } from 'react-native';

const KEY = 'analyticsConsent';

async function start() {
  await analytics().setAnalyticsCollectionEnabled(true);
  await crashlytics().setCrashlyticsCollectionEnabled(true);
}

export function App() {
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    AsyncStorage.getItem(KEY).then((answer) => {
      if (answer === 'granted') start();
      else if (answer === null) setAsking(true);
    });
  }, []);
  const agree = async () => {
    setAsking(false);
    await AsyncStorage.setItem(KEY, 'granted');
    await start();
  };
  const refuse = async () => {
    setAsking(false);
    await AsyncStorage.setItem(KEY, 'refused');
  };
  return (
    <View>
      <Modal visible={asking}>
        <Text>May we send how you use the app, and its crashes, to Google in the United States for analytics?</Text>
        <Button title="I agree to analytics" onPress={agree} />
        <Button title="No, thanks" onPress={refuse} />
      </Modal>
      <Text>Next tram in 4 minutes</Text>
      <Button
        title="Other direction"
        onPress={() => {
          analytics().logEvent('turn'); // withheld to: US firebase-analytics
        }}
      />
    </View>
  );
}
