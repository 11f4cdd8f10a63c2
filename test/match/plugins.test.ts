import { describe, expect, it } from 'vitest';
import { walkFreely } from '../../src/gate/index.js';
import { summarise } from '../../src/languages/index.js';
import { link } from '../../src/link/index.js';
import { configuredPlugins } from '../../src/match/plugins.js';

/** What a configuration says: `key=value`, with the text at its place. */
function said(file: string, text: string): readonly string[] {
  const facts = summarise(file, 'javascript', text, false);
  if (facts === undefined) throw new Error('not read');
  const program = link({ facts: [facts], resolve: () => undefined, importersOf: () => [], manifests: [], catalogued: new Set() });
  const manifests = configuredPlugins(walkFreely(program, true).run);
  return manifests.flatMap(({ declarations }) => declarations.map(({ key, value, span }) => `${key}=${value} | ${text.slice(span.start, span.end)}`));
}

describe('plugins in the configuration of a framework', () => {
  it('of Nuxt, by name or with options', () => {
    const text = `export default defineNuxtConfig({ modules: ['nuxt-gtag', ['@nuxtjs/gtm', { id: 'GTM-1', auto: false }]], gtag: { id: process.env.ID, initMode: 'manual' } });`;
    expect(said('nuxt.config.ts', text)).toEqual([
      "plugin:nuxt-gtag= | 'nuxt-gtag'",
      "plugin:@nuxtjs/gtm= | '@nuxtjs/gtm'",
      "plugin:@nuxtjs/gtm.id=GTM-1 | id: 'GTM-1'",
      'plugin:@nuxtjs/gtm.auto=false | auto: false',
      'gtag.id= | id: process.env.ID',
      "gtag.initMode=manual | initMode: 'manual'",
    ]);
  });

  it('of Gatsby, also where they are chosen, resolved or named elsewhere', () => {
    const text = `const tag = { resolve: \`gatsby-plugin-google-gtag\`, options: { trackingIds: ['G-1'] } };
      const plugins = ['a', tag, ...(process.env.CI ? [] : [{ resolve: require.resolve('b') }]), process.env.X && 'c'].filter(Boolean);
      module.exports = { plugins };`;
    expect(said('gatsby-config.js', text).map((one) => one.replace(/ \| .*/s, ''))).toEqual([
      'plugin:a=',
      'plugin:gatsby-plugin-google-gtag=',
      'plugin:gatsby-plugin-google-gtag.trackingIds=',
      'plugin:b=',
      'plugin:c=',
    ]);
  });

  it('of Docusaurus, with its short names, whatever makes the configuration', () => {
    const text = `module.exports = async function make() { return { presets: [['classic', { gtag: { trackingID: id() } }]], plugins: ['@docusaurus/google-gtag'] }; };`;
    expect(said('docs/docusaurus.config.js', text)).toEqual([
      "plugin:@docusaurus/plugin-google-gtag= | '@docusaurus/google-gtag'",
      "plugin:@docusaurus/preset-classic= | 'classic'",
      'plugin:@docusaurus/preset-classic.gtag.trackingID= | trackingID: id()',
    ]);
  });

  it('of Astro, by the import of what makes them', () => {
    const text = `import { defineConfig } from 'astro/config'; import tags from 'astro-gtm'; export default defineConfig({ integrations: [tags({ id: 'GTM-1' })] });`;
    expect(said('astro.config.mjs', text)[0]).toMatch(/^plugin:astro-gtm= /);
    expect(said('astro.config.mjs', text)[1]).toBe("plugin:astro-gtm.id=GTM-1 | id: 'GTM-1'");
  });

  it('are nobody’s in other files', () => expect(said('src/config.ts', `export default { modules: ['nuxt-gtag'] };`)).toEqual([]));

  it('that hold themselves come to an end', () => {
    expect(said('nuxt.config.ts', `const a = { ...a, modules: [...list] }; const list = [...list, a]; export default a;`)).toEqual([]);
  });
});
