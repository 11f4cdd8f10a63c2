import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { lint } from '../../src/lint.js';
import { pathOf } from '../../src/match/forwards.js';

vi.mock('../../src/catalogs/load.js', async (original) => {
  const real = await original<typeof import('../../src/catalogs/load.js')>();
  const loaded = real.loadCatalogs();
  return { ...real, loadCatalogs: () => loaded };
});

const INIT = `import posthog from 'posthog-js'; posthog.init('phc_x', { api_host: '/ingest' });`;
const ASK = `fetch('/ai/v1/chat/completions', { method: 'POST', body: JSON.stringify({ messages: [] }) });`;
const MIDDLEWARE = `import { createProxyMiddleware } from 'http-proxy-middleware';`;

/** The files of a project, and each of its usages: product, touch, countries, certainty. */
const CASES: Readonly<Record<string, readonly [Readonly<Record<string, string>>, readonly string[]]>> = {
  'a rewrite of Next leads to the real recipient, whatever is wrapped around the configuration': [
    {
      'next.config.mjs': `import { withSentryConfig } from '@sentry/nextjs';
        const nextConfig = { async rewrites() { return [{ source: '/ingest/:path*', destination: 'https://us.i.posthog.com/:path*' }]; } };
        export default withSentryConfig(nextConfig, { tunnelRoute: '/monitoring' });`,
      'app/start.ts': INIT,
    },
    ['posthog init US stated'],
  ],
  'rewrites of Next may be in lists by the time they are asked, of another file, and of names': [
    {
      'next.config.js': `const more = require('./rewrites'); const host = process.env.AI_HOST || 'https://api.deepseek.com';
        module.exports = (phase) => ({ rewrites: async () => ({ beforeFiles: [...more.list], fallback: [{ source: '/ai/:path*', destination: \`\${host}/:path*\` }].filter(Boolean) }) });`,
      'rewrites.js': `exports.list = [{ source: '/ingest/:path(.*)', destination: 'https://us.i.posthog.com/:path*' }];`,
      'app/start.ts': INIT,
      'app/ask.ts': ASK,
    },
    ['posthog init US stated', 'deepseek send CN stated'],
  ],
  'the longest path decides': [
    {
      'next.config.js': `module.exports = { rewrites: () => [
        { source: '/ai/:path*', destination: 'https://api.openai.com/:path*' },
        { source: '/ai/v1/chat/:path*', destination: 'https://api.deepseek.com/chat/:path*' } ] };`,
      'app/ask.ts': ASK,
    },
    ['openai endpoint US inferred', 'deepseek send CN stated'],
  ],
  'a path that only begins alike is another': [
    {
      'next.config.js': `module.exports = { rewrites: () => [{ source: '/ing/:path*', destination: 'https://us.i.posthog.com/:path*' }] };`,
      'app/start.ts': INIT,
    },
    ['posthog endpoint US stated', 'posthog init unknown unknown'],
  ],
  'a redirect sends the browser there: the script is that of the vendor': [
    {
      'next.config.js': `module.exports = { redirects: () => [{ source: '/count.js', destination: 'https://plausible.io/js/script.js', permanent: true }, { source: '/x', destination: 'https://api.openai.com/' }] };`,
      'public/index.html': '<!doctype html><script defer data-domain="x" src="/count.js"></script>',
    },
    ['plausible script-tag DE memory'],
  ],
  'rules of routes and proxies of Nuxt': [
    {
      'nuxt.config.ts': `export default defineNuxtConfig({ routeRules: { '/ingest/**': { proxy: 'https://us.i.posthog.com/**' }, '/ai/**': { proxy: { to: 'https://api.deepseek.com/**' } } } });`,
      'plugins/start.client.ts': `${INIT}\n${ASK}`,
    },
    ['posthog init US stated', 'deepseek send CN stated'],
  ],
  'a proxy of a development server is a guess at what answers later': [
    {
      'vite.config.ts': `import { defineConfig } from 'vite';
        const proxy: Record<string, string | object> = { '/ai': { target: 'https://api.deepseek.com', changeOrigin: true }, '/api': 'http://localhost:3000' };
        export default defineConfig(({ mode }) => ({ server: { proxy } }));`,
      'src/main.ts': ASK,
    },
    ['deepseek send CN inferred'],
  ],
  'what answers in production comes before it': [
    {
      'vite.config.ts': `export default { server: { proxy: { '/ai': 'https://api.deepseek.com' } } };`,
      'vercel.json': `{ "rewrites": [{ "source": "/ai/:path*", "destination": "https://api.mistral.ai/:path*" }] }`,
      'src/main.ts': ASK,
    },
    ['mistral send unknown unknown', 'deepseek endpoint CN inferred'],
  ],
  'Vue CLI and webpack': [
    {
      'vue.config.js': `module.exports = { devServer: { proxy: { '^/ai': { target: 'https://api.deepseek.com' } } } };`,
      'webpack.dev.js': `module.exports = { devServer: { proxy: [{ context: ['/ingest'], target: 'https://us.i.posthog.com' }] } };`,
      'src/main.ts': `${INIT}\n${ASK}`,
    },
    ['posthog init US inferred', 'deepseek send CN inferred'],
  ],
  'Angular, and the proxy of a React app': [
    {
      'proxy.conf.json': `{ "/ingest": { "target": "https://us.i.posthog.com", "secure": true } }`,
      'package.json': `{ "name": "x", "proxy": "https://api.openai.com", "dependencies": { "posthog-js": "1" } }`,
      'src/setupProxy.js': `const { createProxyMiddleware } = require('http-proxy-middleware');
        module.exports = (app) => { app.use('/ai', createProxyMiddleware({ target: 'https://api.deepseek.com' })); };`,
      'src/main.ts': `${INIT}\n${ASK}`,
    },
    ['posthog init US inferred', 'deepseek send CN inferred', 'openai endpoint US inferred'],
  ],
  'a server of the project that hands requests on': [
    {
      'server/index.js': `import express from 'express'; ${MIDDLEWARE}
        const app = express(); const toAi = createProxyMiddleware({ target: 'https://api.deepseek.com', pathRewrite: { '^/ai': '' } });
        app.use('/ai', toAi); app.use(createProxyMiddleware({ pathFilter: ['/ingest'], target: 'https://us.i.posthog.com' }));`,
      'web/src/main.ts': `${INIT}\n${ASK}`,
    },
    ['posthog init US stated', 'deepseek send CN stated'],
  ],
  'Vercel, Netlify, files of redirects and nginx': [
    {
      'netlify.toml': `[[redirects]]\nfrom = "/ingest/*"\nto = "https://us.i.posthog.com/:splat"\nstatus = 200\n`,
      'public/_redirects': `/mail/*  https://api.mistral.ai/:splat  200\n`,
      'deploy/default.conf': `upstream ai { server api.deepseek.com:443; }\nserver { location /ai/ { proxy_pass https://ai/; } }\n`,
      'src/main.ts': `${INIT}\n${ASK}\nfetch('/mail/v1/chat/completions');`,
    },
    ['posthog init US stated', 'deepseek send CN stated', 'mistral send unknown unknown'],
  ],
  'what is handed on and nothing asks for is told where it is written': [
    { 'vercel.json': `{ "rewrites": [{ "source": "/ai/:path*", "destination": "https://api.deepseek.com/:path*" }] }`, 'src/main.ts': `console.log('x');` },
    ['deepseek endpoint CN stated'],
  ],
  'what is handed on to the own network stays there': [
    {
      'deploy/nginx.conf': `http { server { location /ai { set $to http://models:8080; proxy_pass $to; } } }`,
      'src/main.ts': ASK,
    },
    [],
  ],
  'an address of a host that nobody knows is taken for the own one by its path': [
    {
      'next.config.js': `module.exports = { rewrites: () => [{ source: '/ingest/:path*', destination: 'https://us.i.posthog.com/:path*' }] };`,
      '.env': 'NEXT_PUBLIC_APP_URL=https://shop.acme.example\n',
      'app/start.ts': `import posthog from 'posthog-js'; posthog.init('phc_x', { api_host: process.env.NEXT_PUBLIC_APP_URL + '/ingest' });`,
    },
    ['posthog init US inferred'],
  ],
  'behind the origin of the page a path is the own one': [
    {
      'next.config.js': `module.exports = { rewrites: () => [{ source: '/ingest/:path*', destination: 'https://us.i.posthog.com/:path*' }, { source: '/ai/:path*', destination: 'https://api.deepseek.com/:path*' }] };`,
      'app/start.ts': `import posthog from 'posthog-js'; posthog.init('phc_x', { api_host: window.location.origin + '/ingest' }); fetch(\`\${location.origin}/ai/chat/completions\`, { method: 'POST' });`,
    },
    ['posthog init US stated', 'deepseek send CN stated'],
  ],
  'the settings that Nuxt hands to its pages hold addresses': [
    {
      'nuxt.config.ts': `export default defineNuxtConfig({ runtimeConfig: { public: { helperBase: process.env.HELPER ?? 'https://api.deepseek.com' } } });`,
      'components/Ask.vue': `<script setup>const config = useRuntimeConfig(); $fetch(\`\${config.public.helperBase}/chat/completions\`, { method: 'POST' });</script>`,
    },
    ['deepseek send CN stated'],
  ],
  'a configuration speaks for its own app': [
    {
      'apps/shop/next.config.js': `module.exports = { rewrites: () => [{ source: '/ingest/:path*', destination: 'https://us.i.posthog.com/:path*' }] };`,
      'apps/docs/app/start.ts': INIT,
      'packages/measure/start.ts': INIT,
    },
    ['posthog init unknown unknown', 'posthog init US stated'],
  ],
};

const root = mkdtempSync(join(tmpdir(), 'forwards-'));
beforeAll(() => {
  for (const [index, [files]] of Object.values(CASES).entries())
    for (const [name, text] of Object.entries(files)) {
      const path = join(root, String(index), name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('paths that lead to others', () => {
  it.each(Object.entries(CASES).map(([name, [, expected]], index) => [name, index, expected] as const))('%s', (_, index, expected) => {
    const result = lint(join(root, String(index)), { markets: ['KR'], asOf: '2026-07-01' });
    if (result.kind === 'cannot') throw new Error(result.why);
    const seen = result.report.usages
      .filter(({ transmits }) => transmits)
      .map(
        ({ product, touch, recipients }) =>
          `${product} ${touch} ${recipients.map(({ countries, certainty }) => `${countries.join('+')} ${certainty}`).join(', ')}`,
      );
    expect(seen.sort()).toEqual([...expected].sort());
  });

  it('say by which setting', () => {
    const result = lint(join(root, '0'), { markets: ['KR'], asOf: '2026-07-01' });
    if (result.kind === 'cannot') throw new Error(result.why);
    const [usage] = result.report.usages;
    const [recipient] = usage?.recipients ?? [];
    expect(recipient?.route).toBe('config');
    expect(recipient?.because).toHaveLength(1);
    const [because] = recipient?.because ?? [];
    expect(because?.note).toBe('/ingest is handed on to us.i.posthog.com');
    expect(result.source(because?.span.file ?? '')?.slice(because?.span.start, because?.span.end)).toBe(`'https://us.i.posthog.com/:path*'`);
  });
});

describe('a pattern of paths', () => {
  it.each([
    ['/ingest/:path*', '/ingest', false],
    ['/ingest/:path(.*)', '/ingest', false],
    ['/count.js', '/count.js', true],
    ['/a/**', '/a', false],
    ['^/ai/(.*)$', '/ai', false],
    ['^/v1\\/x.*', '/v1/x', false],
    ['api/*', '/api', false],
    ['/(.*)', '', false],
    ['/:path*', '', false],
    ['/', '', true],
  ])('%s', (pattern, prefix, exact) => expect(pathOf(pattern)).toEqual({ prefix, exact }));
});
