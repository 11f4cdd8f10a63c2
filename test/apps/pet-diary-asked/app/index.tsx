import { getAnalytics, logEvent, setAnalyticsCollectionEnabled } from '@react-native-firebase/analytics';
import { useEffect, useState } from 'react';
import { Switch, Text, View } from 'react-native';

export default function Home() {
  const [agreed, setAgreed] = useState(false);
  useEffect(() => {
    logEvent(getAnalytics(), 'diary_open'); // withheld to: US firebase-analytics
  }, []);
  useEffect(() => {
    if (agreed) setAnalyticsCollectionEnabled(getAnalytics(), true);
  }, [agreed]);
  return (
    <View>
      <Text>Rex ate at eight.</Text>
      <Text>I agree to analytics by Google in the United States</Text>
      <Switch accessibilityLabel="I agree to analytics" value={agreed} onValueChange={setAgreed} />
    </View>
  );
}
