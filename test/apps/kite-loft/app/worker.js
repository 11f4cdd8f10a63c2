const SDK = 'https://cdn.onesignal.com/sdks/web/v16/OneSignalSDK.sw.js';

importScripts(SDK); // ungated to: US onesignal
self.importScripts('/app/cache.js', 'https://www.gstatic.com/firebasejs/9.0.0/firebase-messaging-compat.js'); // ungated to: unknown google-fonts
