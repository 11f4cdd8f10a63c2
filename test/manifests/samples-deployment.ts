import type { Sample } from './sample.js';

/** What stands between an app and its users. */
export const deploymentSamples: readonly Sample[] = [
  {
    file: 'web/vercel.json',
    text: `{
  "rewrites": [
    { "source": "/ingest/:path*", "destination": "https://eu.i.posthog.com/:path*" },
    { "source": "/about", "destination": "/about.html" },
    { "source": "/(.*)", "has": [{ "type": "host", "value": "x" }], "destination": "https://app.acme.example/$1" }
  ],
  "redirects": [{ "source": "/talk", "destination": "https://tawk.to/acme", "permanent": false }],
  "routes": [
    { "src": "/ai/(.*)", "dest": "https://api.openai.com/$1" },
    { "src": "/old", "status": 301, "dest": "https://old.acme.example" }
  ],
  "env": { "AI_BASE": "https://api.deepseek.com", "AI_KEY": "@ai-key" }
}
`,
    seen: [],
    declared: [
      '/ingest/:path*=https://eu.i.posthog.com/:path* | "destination": "https://eu.i.posthog.com/:path*"',
      '/(.*)=https://app.acme.example/$1 | "destination": "https://app.acme.example/$1"',
      '/talk=https://tawk.to/acme | "destination": "https://tawk.to/acme"',
      '^/ai/(.*)=https://api.openai.com/$1 | "dest": "https://api.openai.com/$1"',
      '/old=https://old.acme.example | "dest": "https://old.acme.example"',
      'AI_BASE=https://api.deepseek.com | "AI_BASE": "https://api.deepseek.com"',
      'AI_KEY= | "AI_KEY": "@ai-key"',
    ],
  },
  {
    file: 'netlify.toml',
    text: `[build]
  publish = "dist"
[build.environment]
  VITE_AI_BASE = "https://api.deepseek.com"

# counts visits
[[redirects]]
  from = "/js/count.js"
  to = "https://plausible.io/js/script.js"
  status = 200
  force = true

[[redirects]]
  from = "/api/event"
  to = "https://plausible.io/api/event"
  status = 202

[[redirects]]
  from = "/*"
  to = "/index.html"
  status = 200

[[redirects]]
  from = "/chat"
  to = "https://tawk.to/acme"
`,
    seen: [],
    declared: [
      '/js/count.js=https://plausible.io/js/script.js | to = "https://plausible.io/js/script.js"',
      '/api/event=https://plausible.io/api/event | to = "https://plausible.io/api/event"',
      '/chat=https://tawk.to/acme | to = "https://tawk.to/acme"',
      'VITE_AI_BASE=https://api.deepseek.com | VITE_AI_BASE = "https://api.deepseek.com"',
    ],
  },
  {
    file: 'public/_redirects',
    text: `# what others answer
/ingest/*  https://eu.i.posthog.com/:splat  200
/chat country=kr  https://tawk.to/acme 302!   # where people ask
/home / 301
https://www.acme.example/x/* https://api.openai.com/:splat 200!
`,
    seen: [],
    declared: [
      '/ingest/*=https://eu.i.posthog.com/:splat | /ingest/*  https://eu.i.posthog.com/:splat  200',
      '/chat=https://tawk.to/acme | /chat country=kr  https://tawk.to/acme 302!   # where people ask',
      '/x/*=https://api.openai.com/:splat | https://www.acme.example/x/* https://api.openai.com/:splat 200!',
    ],
  },
  {
    file: 'deploy/nginx.conf.template',
    text: `upstream models { zone m 64k; server api.deepseek.com:443; }
# location /no/ { proxy_pass https://api.openai.com; }
server {
  listen 80;
  server_name \${HOST} "_";
  set $events https://eu.i.posthog.com;
  location /ingest/ {
    proxy_pass $events/;
    proxy_set_header Host "eu.i.posthog.com";
  }
  location = /count.js { proxy_pass 'https://plausible.io/js/script.js'; }
  location ^~ /ai { proxy_pass https://models/v1; }
  location ~ ^/mail/(.*)$ { if ($request_method = POST) { proxy_pass https://api.mistral.ai/$1$is_args$args; } }
  location /chat { return 302 https://tawk.to/acme; }
  location /api/ { proxy_pass http://backend:8080; }
  location @fallback { proxy_pass https://x.acme.example; }
  rewrite ^/old/(.*)$ https://old.acme.example/$1 permanent;
  location / { try_files $uri /index.html; }
}
`,
    seen: [],
    declared: [
      '/ingest/*=https://eu.i.posthog.com/ | proxy_pass $events/',
      "/count.js=https://plausible.io/js/script.js | proxy_pass 'https://plausible.io/js/script.js'",
      '/ai/*=https://api.deepseek.com/v1 | proxy_pass https://models/v1',
      '^/mail/(.*)$=https://api.mistral.ai/$1$is_args$args | proxy_pass https://api.mistral.ai/$1$is_args$args',
      '/chat/*=https://tawk.to/acme | return 302 https://tawk.to/acme',
      '/api/*=http://backend:8080 | proxy_pass http://backend:8080',
      '^/old/(.*)$=https://old.acme.example/$1 | rewrite ^/old/(.*)$ https://old.acme.example/$1 permanent',
    ],
  },
  {
    file: 'src/proxy.conf.json',
    text: `{
  "/ai/**": { "target": "https://api.openai.com", "secure": true, "pathRewrite": { "^/ai": "" } },
  "/api": { "target": "http://localhost:3000" }
}
`,
    seen: [],
    declared: ['/ai/*=https://api.openai.com | "target": "https://api.openai.com"', '/api/*=http://localhost:3000 | "target": "http://localhost:3000"'],
  },
  {
    file: 'proxy-dev.config.json',
    text: `[
  { "context": ["/ai", "/chat/**"], "target": "https://api.openai.com" }
]
`,
    seen: [],
    declared: ['/ai/*=https://api.openai.com | "target": "https://api.openai.com"', '/chat/*=https://api.openai.com | "target": "https://api.openai.com"'],
  },
  {
    file: 'wrangler.toml',
    text: `name = "worker"
main = "src/index.ts"

[vars]
AI_BASE = "https://api.deepseek.com"
API_TOKEN = "abc"

[env.production.vars]
AI_BASE = "https://api.openai.com/v1"
`,
    seen: [],
    declared: [
      'AI_BASE=https://api.deepseek.com | AI_BASE = "https://api.deepseek.com"',
      'API_TOKEN= | API_TOKEN = "abc"',
      'AI_BASE=https://api.openai.com/v1 | AI_BASE = "https://api.openai.com/v1"',
    ],
  },
  {
    file: 'wrangler.jsonc',
    text: `{
  // the worker
  "vars": { "AI_BASE": "https://api.deepseek.com", },
}
`,
    seen: [],
    declared: ['AI_BASE=https://api.deepseek.com | "AI_BASE": "https://api.deepseek.com"'],
  },
  {
    file: 'client/package.json',
    text: `{
  "name": "client",
  "proxy": "https://api.openai.com"
}
`,
    name: 'client',
    seen: [],
    declared: ['/*=https://api.openai.com | "proxy": "https://api.openai.com"'],
  },
];
