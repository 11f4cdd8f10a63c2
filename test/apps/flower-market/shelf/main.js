import { datadogRum } from '@datadog/browser-rum';
import { createApp } from 'vue';
import Shelf from './Shelf.vue';

datadogRum.init({ applicationId: 'shelf', clientToken: 'pub', trackingConsent: 'not-granted' }); // ungated

const app = createApp(Shelf);
app.config.globalProperties.$rum = datadogRum;
app.mount('#shelf');
