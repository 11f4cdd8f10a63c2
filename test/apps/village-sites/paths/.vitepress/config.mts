import { defineConfig } from 'vitepress';

export default defineConfig({
  title: 'Village paths',
  head: [
    ['link', { rel: 'icon', href: '/icon.svg' }],
    ['script', { src: 'https://www.googletagmanager.com/gtag/js?id=G-1' }], // ungated to: US google-analytics
    ['script', {}, `(function(){var a=document.createElement('script');a.src='https://cdn.segment.com/analytics.js/v1/key/analytics.min.js';document.head.appendChild(a)})()`], // ungated to: US segment
  ],
});
