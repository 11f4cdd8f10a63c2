export default defineNuxtConfig({
  modules: [
    'nuxt-gtag', // ungated to: US google-analytics
    ['@nuxtjs/gtm', { id: 'GTM-1' }], // ungated to: US google-tag-manager
  ],
  gtag: { id: 'G-1' },
  app: {
    head: {
      script: [
        { src: 'https://www.clarity.ms/tag/abc', async: true }, // ungated
      ],
    },
  },
  runtimeConfig: { public: { helperBase: 'https://api.deepseek.com' } },
});
