import type { Config } from '@docusaurus/types';

const config: Config = {
  title: 'Village manual',
  url: 'https://manual.village.example',
  baseUrl: '/',
  presets: [['classic', { docs: {} }]],
  scripts: [
    { src: 'https://plausible.io/js/script.js', type: 'text/plain', 'data-cookieconsent': 'statistics' }, // gated: analytics by cookiebot to: DE plausible
  ],
};

export default config;
