import type { Config } from '@docusaurus/types';

const config: Config = {
  title: 'Village manual',
  url: 'https://manual.village.example',
  baseUrl: '/',
  presets: [
    [
      'classic',
      {
        docs: {},
        gtag: {
          trackingID: process.env.GA_ID, // ungated to: US google-analytics
        },
      },
    ],
  ],
  scripts: [
    'https://plausible.io/js/script.js', // ungated to: DE plausible
    { src: 'https://static.hotjar.com/c/hotjar-1.js?sv=6', async: true }, // ungated to: IE hotjar
  ],
};

export default config;
