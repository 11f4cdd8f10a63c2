import crashlytics from '@react-native-firebase/crashlytics';
import React from 'react';
import { AppRegistry, Switch, Text, View } from 'react-native';

// A switch that asks for something else answers nothing here.
function App() {
  return (
    <View>
      <Text>Large print</Text>
      <Switch onValueChange={(large) => crashlytics().setCrashlyticsCollectionEnabled(large)} />
    </View>
  );
}

AppRegistry.registerComponent('desk', () => App);
