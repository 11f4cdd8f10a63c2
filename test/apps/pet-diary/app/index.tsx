import { getAnalytics, logEvent } from '@react-native-firebase/analytics';
import { useEffect } from 'react';
import { Text } from 'react-native';

export default function Home() {
  useEffect(() => {
    logEvent(getAnalytics(), 'diary_open'); // ungated to: US firebase-analytics
  }, []);
  return <Text>Rex ate at eight.</Text>;
}
