import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { explainCommand } from '../../src/commands/explain.js';
import { lintCommand } from '../../src/commands/lint.js';
import { tell } from './terminal.js';

vi.mock('../../src/catalogs/load.js', async (original) => {
  const real = await original<typeof import('../../src/catalogs/load.js')>();
  const shipped = real.loadCatalogs();
  return { ...real, loadCatalogs: (own: readonly string[] = []) => (own.length === 0 ? shipped : real.loadCatalogs(own)) };
});

const app = (name: string) => fileURLToPath(new URL(`../apps/${name}`, import.meta.url));

/** The story of a line as one text whose words stand apart by one blank. */
async function story(name: string, line: string): Promise<string> {
  const { code, out, err } = await tell(explainCommand, [line, app(name)]);
  expect(err).toBe('');
  expect(code).toBe(0);
  return out.replace(/\s+/g, ' ');
}

describe('a line that is gated', () => {
  it('is told with the test that stops it and with everybody who writes what it reads', async () => {
    const text = await story('choir-app', 'stores.tsx:17');
    expect(text).toContain('Mixpanel is sent something here. Mixpanel, Inc. (United States) receives');
    expect(text).toContain('Before the user chose and after a refusal: not reached stores.tsx:17');
    expect(text).toContain('must hold to go on, and does not It reads the state “counted”. It becomes');
    expect(text).toContain('stores.tsx:12 counted: false, false from the start');
    expect(text).toMatch(/stores\.tsx:14 count: \(\) => set\(\{ counted: true \}\), true only after consent: on click of “[^”]*”, stores\.tsx:\d+/);
    expect(text).toContain('After consent: reached index.html:1');
  });

  it('is told with the condition under which a component is shown', async () => {
    const text = await story('run-club', 'App.tsx:20');
    expect(text).toContain('App.tsx:45 {agreed ? <Visits /> : <Banner />} is shown only if this holds, and it does not');
    expect(text).toContain('consent-store.ts:10 analyticsAgreed: false, false from the start');
    expect(text).toContain('true only after consent: on click of “I agree to analytics”, App.tsx:13');
    expect(text).toContain('App.tsx:19 useEffect(() => { calls a function(); gets there after consent only');
  });

  it('is told with the step of the ladder on which the consent to the transfer stands', async () => {
    const text = await story('parcel-post-asked', 'pages/track/track.vue:28');
    expect(text).toContain('none → named → [screen] → recorded → declared The act on “I agree to sending it to the AI in China” speaks of the transfer');
    expect(text).toContain('The next step is a record of the answer');
    expect(text).toContain('the stored value “aiTransferConsent”. At first there is none.');
  });

  it('by its markup is told with what the markup says', async () => {
    const text = await story('news-page', 'index.html:22');
    expect(text).toContain('Decided by index.html:22');
    expect(text).toContain('data-cookieconsent=“statistics”');
  });
});

describe('a line whose check does not hold', () => {
  it.each([
    ['club.ts:10', 'It waits for an answer, and a refusal passes as well.', 'Compare with the value of a yes'],
    ['club.ts:12', 'it only stops those who refused, and before the choice nobody has', 'Ask for the yes'],
    ['club.ts:14', 'the answer is a promise that nobody waits for', 'Wait for the promise'],
    ['club.ts:16', 'where asking fails, the code goes on as if the user had agreed', 'Let the failure count as a no.'],
  ])('%s is told with the test, why it is no gate, and what would make it one', async (line, why, remedy) => {
    const text = await story('coupon-club', line);
    const test = text.slice(text.indexOf('The nearest test'));
    expect(test).toContain(`The nearest test ${line}`);
    expect(test).toContain(why);
    expect(test).toContain(`To make it gated ${remedy}`);
  });

  it('because the state is on from the start is told with that start', async () => {
    const text = await story('run-club', 'App.tsx:40');
    expect(text).toContain('Before the user chose, after a refusal and after consent: reached');
    expect(text).toContain('App.tsx:28 const [shared, setShared] = useState(true); true from the start');
  });
});

describe('a line that nothing gates', () => {
  it('is told with the way in, and with a consent that the app asks for elsewhere', async () => {
    const text = await story('choir-app', 'stores.tsx:18');
    expect(text).toContain('Ungated: nobody is asked before.');
    expect(text).toContain('Before the user chose, after a refusal and after consent: reached index.html:1');
    expect(text).toContain(
      "The nearest test stores.tsx:17 if (get().counted) mixpanel.track('sing'); // gated: analytics It asks, but this line does not stand behind it; the test on the way looks at other things.",
    );
    expect(text).toContain('To make it gated Put this call behind a test that only a yes of the user passes. The app asks already for the act on');
  });
});

describe('asking for a line', () => {
  it('is an option of the default command, too', async () => {
    const [asked, explained] = [
      await tell(lintCommand, [app('run-club')], { explain: 'App.tsx:20' }),
      await tell(explainCommand, ['App.tsx:20', app('run-club')]),
    ];
    expect(asked.code).toBe(0);
    expect(asked.out).toBe(explained.out);
  });

  it('tells each usage of the line, and no control character of the source', async () => {
    const root = mkdtempSync(join(tmpdir(), 'explain-'));
    writeFileSync(join(root, 'main.ts'), "import mixpanel from 'mixpanel-browser';\nmixpanel.init('a\u001b[31m'); mixpanel.track('b');\n");
    writeFileSync(join(root, 'package.json'), '{ "name": "two", "main": "main.ts" }');
    const { out } = await tell(explainCommand, ['main.ts:2', root]);
    rmSync(root, { recursive: true, force: true });
    expect(out).toContain('── 1 of 2 on main.ts:2 ──');
    expect(out).toContain('── 2 of 2 on main.ts:2 ──');
    expect(out).toContain('There is none: no test stands on the way.');
    expect(out).not.toContain('\u001b');
  });

  it('where nothing is touched points to --why-not', async () => {
    const { code, err } = await tell(explainCommand, ['App.tsx:2', app('run-club')]);
    expect(code).toBe(2);
    expect(err).toContain('nothing is touched on App.tsx:2; --why-not App.tsx:2 says what became of that line');
  });
});
