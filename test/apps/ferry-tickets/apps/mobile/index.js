import analytics from '@react-native-firebase/analytics';

analytics().logEvent('open'); // ungated to: US firebase-analytics
