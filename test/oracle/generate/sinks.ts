import { type Doing, type Draft, importDefault, importName, type Maker, typeOf } from './maker.js';

/** A call that sends, with a mark of its own among its arguments. */
export function newSink(maker: Maker, draft: Draft): Doing {
  const mark = `mark_${maker.sinks.length + 1}x`;
  maker.sinks.push(mark);
  const [name, code] = maker.random.weighted<readonly [string, () => string]>([
    [4, ['posthog', () => `${importDefault(draft, 'posthog-js', 'posthog')}.init('${mark}')`]],
    [2, ['mixpanel', () => `${importDefault(draft, 'mixpanel-browser', 'mixpanel')}.init('${mark}')`]],
    [2, ['amplitude', () => `${importName(draft, '@amplitude/analytics-browser', 'init')}('${mark}')`]],
    [1, ['posthog-send', () => `${importDefault(draft, 'posthog-js', 'posthog')}.capture('${mark}')`]],
    [1, ['beacon', () => `navigator.sendBeacon('https://api.mixpanel.com/track?m=${mark}')`]],
    [1, ['fetch', () => `fetch('https://api.mixpanel.com/track', { method: 'POST', body: '${mark}' })`]],
    [1, ['script', () => scriptTag(maker, draft, mark)]],
  ]);
  maker.parts.push(name);
  return { draft, code: code() };
}

function scriptTag(maker: Maker, draft: Draft, mark: string): string {
  const load = maker.name('loadTag');
  draft.declared.push(
    `function ${load}()${typeOf(maker, 'void')} {\n  const tag = document.createElement('script');\n  tag.src = 'https://us-assets.i.posthog.com/static/array.js?m=${mark}';\n  document.head.appendChild(tag);\n}`,
  );
  return `${load}()`;
}
