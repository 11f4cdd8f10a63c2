import type { Evidence, Span } from '../../src/model/place.js';
import type { Finding, Report } from '../../src/model/report.js';
import type { JudgedUsage, Recipient } from '../../src/model/usage.js';

/** A small chat app as text, with every trap that reporters meet in names and sources. */
export const HOSTILE = 'src/[id]/pa ge#1.tsx';

export const files: Readonly<Record<string, string>> = {
  'server/config.ts': "export const llm = {\n  baseURL: 'https://ark.cn-beijing.volces.com/api/v3',\n  model: 'doubao-pro-32k',\n};\n",
  'server/llm.ts': [
    "import OpenAI from 'openai';",
    "import { llm } from './config.js';",
    '',
    'const client = new OpenAI({ baseURL: llm.baseURL, apiKey: llm.apiKey });',
    "const 지시 = '너는 한강챗이라는 친절한 도우미다. 😀';",
    '',
    'export async function answer(messages: Message[]) {',
    '  const completion = await client.chat.completions.create({',
    '    model: llm.model,',
    '    messages: [{ role: "system", content: 지시 }, ...messages],',
    '  });',
    "  return completion.choices[0]?.message.content ?? '';",
    '}',
    '',
  ].join('\n'),
  'server/routes/chat.ts':
    "import { answer } from '../llm.js';\r\n\r\nrouter.post('/chat', async (request, response) => {\r\n  response.json(await answer(request.body.messages));\r\n});\r\n",
  'src/main.tsx':
    "\ufeffimport { startSupport } from './lib/support';\nimport { startTelemetry } from './lib/telemetry';\n\nstartSupport(user);\nstartTelemetry();\n",
  'src/lib/support.ts': [
    "import Intercom, { trackEvent } from '@intercom/messenger-js-sdk';",
    '',
    'export function startSupport(user: User) {',
    "\tconst 이름 = user.name; /* 고객 👩‍👩‍👧 */ Intercom({ app_id: 'h4n9c0', user_id: user.id, name: 이름 });",
    "\ttrackEvent('opened');",
    "\ttrackEvent('plan', { plan: user.plan });",
    "\ttrackEvent('device', { model: user.device });",
    "\ttrackEvent('locale', { locale: user.locale });",
    '}',
    '',
  ].join('\n'),
  'src/lib/telemetry.ts': [
    "import Tea from '@datarangers/sdk-javascript';",
    '',
    'export function startTelemetry() {',
    "  if (localStorage.getItem('consent') !== 'declined') {",
    "    Tea.init({ app_id: 1234, channel: 'cn' });",
    '  }',
    '}',
    '',
  ].join('\n'),
  'src/lib/analytics.ts':
    "import posthog from 'posthog-js';\nif (window.Cookiebot?.consent?.statistics) posthog.init('phc_1', { api_host: 'https://eu.i.posthog.com' });\n",
  [HOSTILE]: `<script>${'a=1;'.repeat(400)}\u001b[31mx="\u202eevil";fbq('track','[PageView](1)');${'b=2;'.repeat(400)}</script>\n`,
};

export const source = (file: string): string | undefined => files[file];

/** The span of the n-th occurrence of a piece of text. */
export function at(file: string, piece: string, nth = 1): Span {
  const text = files[file] ?? '';
  let start = -1;
  for (let count = 0; count < nth; count += 1) start = text.indexOf(piece, start + 1);
  if (start < 0) throw new Error(`${file} holds no ${piece}`);
  return { file, start, end: start + piece.length };
}

function step(file: string, piece: string, note: string): Evidence {
  return { span: at(file, piece), note };
}

function recipient(entity: string, countries: readonly string[], more: Partial<Recipient> = {}): Recipient {
  return { entity, countries, places: [], certainty: 'stated', route: 'literal', because: [], ...more };
}

function usage(id: string, more: Partial<JudgedUsage> & Pick<JudgedUsage, 'product' | 'productName' | 'category' | 'touch' | 'span'>): JudgedUsage {
  return {
    id,
    vendor: more.product.split('-')[0] ?? more.product,
    transmits: true,
    recipients: [],
    data: [],
    runsOn: 'client',
    openEnded: false,
    verdict: { kind: 'ungated', grants: [], transfer: 'none', because: [] },
    ...more,
  };
}

const ARK_CALL = at(
  'server/llm.ts',
  'client.chat.completions.create({\n    model: llm.model,\n    messages: [{ role: "system", content: 지시 }, ...messages],\n  })',
);
const arkTrail: readonly Evidence[] = [
  step('server/routes/chat.ts', "router.post('/chat'", 'POST /chat can be called by anybody'),
  step('server/routes/chat.ts', 'answer(request.body.messages)', 'calls answer(), with no consent looked at on the way'),
  { span: ARK_CALL, note: 'from here data go to Volcano Engine Ark in China' },
];

const INTERCOM_CALL = at('src/lib/support.ts', "Intercom({ app_id: 'h4n9c0', user_id: user.id, name: 이름 })");
const intercom = { product: 'intercom-messenger', productName: 'Intercom', category: 'support-chat' } as const;
const intercomUs = recipient('Intercom R&D Unlimited Company', ['US'], {
  certainty: 'memory',
  route: 'package-default',
  places: [{ country: 'IE', basis: 'access', certainty: 'stated' }],
});

const TEA_CALL = at('src/lib/telemetry.ts', "Tea.init({ app_id: 1234, channel: 'cn' })");
const FBQ_CALL = at(HOSTILE, "fbq('track','[PageView](1)')");

export const usages: readonly JudgedUsage[] = [
  usage('u-ark', {
    product: 'volcengine-ark',
    productName: 'Volcano Engine Ark',
    category: 'ai',
    touch: 'send',
    span: ARK_CALL,
    callee: 'npm:openai#default.new().chat.completions.create()',
    runsOn: 'server',
    recipients: [
      recipient('Beijing Volcano Engine Technology Co., Ltd.', ['CN'], {
        route: 'constant',
        because: [
          step('server/config.ts', "'https://ark.cn-beijing.volces.com/api/v3'", 'this host belongs to Volcano Engine Ark'),
          step('server/llm.ts', 'baseURL: llm.baseURL', 'the client is given another host'),
        ],
      }),
    ],
    data: [
      { category: 'prompt', how: 'argument', because: [] },
      { category: 'ip-address', how: 'auto', because: [] },
    ],
    verdict: { kind: 'ungated', grants: [], transfer: 'none', because: arkTrail },
  }),
  usage('u-intercom', {
    ...intercom,
    touch: 'init',
    span: INTERCOM_CALL,
    recipients: [intercomUs],
    data: [
      { category: 'user-id', how: 'argument', because: [] },
      { category: 'device', how: 'auto', because: [] },
      { category: 'page-url', how: 'auto', because: [] },
      { category: 'ip-address', how: 'auto', because: [] },
    ],
  }),
  ...[
    "trackEvent('opened')",
    "trackEvent('plan', { plan: user.plan })",
    "trackEvent('device', { model: user.device })",
    "trackEvent('locale', { locale: user.locale })",
  ].map((piece, index) =>
    usage(`u-intercom-${index}`, { ...intercom, touch: 'send', span: at('src/lib/support.ts', piece), recipients: [intercomUs], coveredBy: 'u-intercom' }),
  ),
  usage('u-tea', {
    product: 'volcengine-datarangers',
    productName: 'Volcano DataRangers',
    category: 'product-analytics',
    touch: 'init',
    span: TEA_CALL,
    recipients: [recipient('Beijing Volcano Engine Technology Co., Ltd.', ['CN'], { route: 'region' })],
    data: [{ category: 'device', how: 'auto', because: [] }],
    verdict: {
      kind: 'defective',
      defect: 'opt-out-test',
      confidence: 'medium',
      grants: ['analytics'],
      transfer: 'none',
      because: [step('src/lib/telemetry.ts', "localStorage.getItem('consent') !== 'declined'", 'also holds while the user has not answered')],
    },
  }),
  usage('u-fbq', {
    product: 'meta-pixel',
    productName: 'Meta \u001b]0;owned\u0007Pixel',
    category: 'advertising',
    touch: 'send',
    span: FBQ_CALL,
    recipients: [recipient('unknown', ['unknown'], { certainty: 'unknown', route: 'none' })],
    verdict: { kind: 'unknown', grants: [], transfer: 'none', because: [] },
  }),
  usage('u-posthog', {
    product: 'posthog-js',
    productName: 'PostHog',
    category: 'product-analytics',
    touch: 'init',
    span: at('src/lib/analytics.ts', "posthog.init('phc_1', { api_host: 'https://eu.i.posthog.com' })"),
    recipients: [recipient('PostHog Inc.', ['DE'])],
    verdict: {
      kind: 'gated',
      grants: ['analytics'],
      transfer: 'none',
      confidence: 'high',
      because: [step('src/lib/analytics.ts', 'window.Cookiebot?.consent?.statistics', 'Cookiebot: statistics granted')],
    },
  }),
];

export const findings: readonly Finding[] = [
  {
    id: 'a1b2c3d4',
    rule: 'transfer-without-consent',
    level: 'error',
    message:
      'Volcano Engine Ark receives prompts and network data in China before a consent to the transfer is known (PIPA Art. 28-8(1)1). The recipient is Beijing Volcano Engine Technology Co., Ltd.',
    span: ARK_CALL,
    bases: [{ market: 'KR', law: 'kr-pipa', cite: 'PIPA Art. 28-8(1)1' }],
    trail: arkTrail,
    fix: 'Ask for a separate consent that names Beijing Volcano Engine Technology Co., Ltd., China, the items, the purpose and the retention, and check it before this call.',
    fingerprint: 'f'.repeat(32),
    usages: ['u-ark'],
  },
  {
    id: 'b2c3d4e5',
    rule: 'transfer-without-consent',
    level: 'warning',
    message:
      'Intercom receives user identifiers, device, usage and network data in the United States before a consent to the transfer is known (PIPA Art. 28-8(1)1).',
    span: INTERCOM_CALL,
    bases: [
      { market: 'KR', law: 'kr-pipa', cite: 'PIPA Art. 28-8(1)1' },
      { market: 'EU', law: 'eu-eprivacy', cite: 'ePrivacy Directive Art. 5(3)' },
      { market: 'EU', law: 'eu-gdpr', cite: 'GDPR Art. 44-46' },
    ],
    trail: [
      step('src/main.tsx', 'startSupport(user)', 'runs when the page loads'),
      { span: INTERCOM_CALL, note: 'from here data go to Intercom in the United States' },
    ],
    fix: 'Start the SDK only after a consent that names the recipient and the country.',
    fingerprint: 'e'.repeat(32),
    usages: ['u-intercom', 'u-intercom-0', 'u-intercom-1', 'u-intercom-2', 'u-intercom-3'],
  },
  {
    id: 'c3d4e5f6',
    rule: 'gate-defective',
    level: 'error',
    message:
      'A consent is looked at, and Volcano DataRangers receives device data in China all the same: the test holds before the user answered (PIPA Art. 28-8(1)1).',
    span: TEA_CALL,
    bases: [{ market: 'KR', law: 'kr-pipa', cite: 'PIPA Art. 28-8(1)1' }],
    trail: [
      step('src/main.tsx', 'startTelemetry()', 'runs when the page loads'),
      step('src/lib/telemetry.ts', "localStorage.getItem('consent') !== 'declined'", 'also holds while the user has not answered'),
      { span: TEA_CALL, note: 'from here data go to Volcano DataRangers in China' },
    ],
    fix: 'Test for the granted value: a user who has not answered is no user who agreed.',
    fingerprint: 'd'.repeat(32),
    usages: ['u-tea'],
  },
  {
    id: 'd4e5f6a7',
    rule: 'transfer-without-consent',
    level: 'note',
    message: 'It could not be made out whether a consent stands before Meta Pixel receives data[0] \u001b[2Jin a country that could not be made out.',
    span: FBQ_CALL,
    bases: [{ market: 'KR', law: 'kr-pipa', cite: 'PIPA Art. 28-8(1)1' }],
    trail: [],
    fingerprint: 'c'.repeat(32),
    usages: ['u-fbq'],
  },
  {
    id: 'e5f6a7b8',
    rule: 'tracker-before-consent',
    level: 'error',
    message: 'Somebody looked at this one and took it for right.',
    span: at('src/lib/analytics.ts', 'posthog.init'),
    bases: [],
    trail: [],
    fingerprint: 'b'.repeat(32),
    usages: ['u-posthog'],
    suppressed: { by: 'comment', reason: 'checked by counsel' },
  },
];

export const report: Report = {
  tool: { version: '0.1.0', lawsAsOf: '2026-11-24', catalogAsOf: '2026-11-20', products: 31 },
  markets: ['kr'],
  marketsAssumed: true,
  usages,
  findings,
  gaps: [
    { stage: 'parse', file: 'src/main.tsx', at: at('src/main.tsx', 'startTelemetry();').start, why: 'an unexpected token; the rest of the file was read' },
    { stage: 'discover', file: 'src/\u001b[31mred.ts', why: 'not readable: permission denied' },
    { stage: 'gate', why: 'the search for callers was stopped after 5,000 steps' },
    { stage: 'link', file: 'src/lib/support.ts', at: 3, why: 'a computed callee' },
    { stage: 'config', why: 'no law is on file for the market XX' },
  ],
  looked: { files: 214, parsed: 38, manifests: 2, bytes: 812_345, ms: 934.2 },
  rules: [
    {
      id: 'gate-defective',
      title: 'A consent is looked at and does not stop the data',
      level: 'error',
      page: '# gate-defective\n\nA test of a consent stands there and lets data pass.\n\n```ts\nif (status !== "declined") init();\n```\n',
      laws: ['eu-eprivacy', 'kr-pipa'],
    },
    { id: 'tracker-before-consent', title: 'A tracker runs on the user’s device before the user agreed', level: 'error', page: '', laws: ['eu-eprivacy'] },
    {
      id: 'transfer-without-consent',
      title: 'Data go abroad before the user agreed to the transfer',
      level: 'error',
      page: '# transfer-without-consent\n\nData [go](x.md) **abroad**.\n',
      laws: ['kr-pipa'],
    },
  ],
  disclaimer: 'xborder-lint finds patterns in source code. It gives no legal advice.',
};
