import AsyncStorage from '@react-native-async-storage/async-storage';
import crashlytics from '@react-native-firebase/crashlytics';
import React, { useEffect } from 'react';
import { AppRegistry, Button, Text, View } from 'react-native';

async function apply() {
  const consent = await AsyncStorage.getItem('analyticsConsent');
  await crashlytics().setCrashlyticsCollectionEnabled(consent === 'granted');
}

function App() {
  useEffect(() => {
    apply();
  }, []);
  return (
    <View>
      <Text>May the library send crash reports to Google?</Text>
      <Button title="Accept" onPress={() => AsyncStorage.setItem('analyticsConsent', 'granted')} />
    </View>
  );
}

AppRegistry.registerComponent('reader', () => App);
