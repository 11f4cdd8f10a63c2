import crashlytics from '@react-native-firebase/crashlytics';
import React from 'react';
import { AppRegistry, Switch, Text, View } from 'react-native';

function App() {
  return (
    <View>
      <Text>Do you agree to send crash reports (analytics) to Google?</Text>
      <Switch onValueChange={(agreed) => crashlytics().setCrashlyticsCollectionEnabled(agreed)} />
    </View>
  );
}

AppRegistry.registerComponent('shelf', () => App);
