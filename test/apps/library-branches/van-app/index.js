import AsyncStorage from '@react-native-async-storage/async-storage';
import crashlytics from '@react-native-firebase/crashlytics';
import React, { useEffect } from 'react';
import { AppRegistry, Button, Text, View } from 'react-native';

// Who has not answered yet is taken for one who agreed.
async function apply() {
  const consent = await AsyncStorage.getItem('analyticsConsent');
  await crashlytics().setCrashlyticsCollectionEnabled((consent ?? 'granted') === 'granted');
}

function App() {
  useEffect(() => {
    apply();
  }, []);
  return (
    <View>
      <Text>May the library send crash reports to Google?</Text>
      <Button title="Accept" onPress={() => AsyncStorage.setItem('analyticsConsent', 'granted')} />
      <Button title="Reject" onPress={() => AsyncStorage.setItem('analyticsConsent', 'denied')} />
    </View>
  );
}

AppRegistry.registerComponent('van', () => App);
