import { defineConfig } from 'vitepress';

export default defineConfig({
  title: 'Village paths',
  head: [['link', { rel: 'icon', href: '/icon.svg' }]],
});
