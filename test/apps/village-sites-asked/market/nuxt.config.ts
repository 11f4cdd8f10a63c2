export default defineNuxtConfig({
  modules: [
    'nuxt-gtag', // withheld: analytics to: US google-analytics
  ],
  gtag: { id: 'G-1', initMode: 'manual' },
});
