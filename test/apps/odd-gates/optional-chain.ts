import mixpanel from 'mixpanel-browser';
import OpenAI from 'openai';
import { PostHog } from 'posthog-node';

// `x?.send()` sends only where there is an x.
const granted = () => localStorage.getItem('analyticsConsent') === 'granted';
document.getElementById('accept-analytics')?.addEventListener('click', () => localStorage.setItem('analyticsConsent', 'granted'));

let counter: PostHog | null = null;
const start = async () => {
  if (!granted()) return;
  counter = new PostHog('phc_chain');
};
const count = (event: string) => {
  counter?.capture({ distinctId: 'reader', event }); // gated: analytics
};
start();
count('open');

function make() {
  return granted() ? new PostHog('phc_made') : null;
}
make()?.capture({ distinctId: 'reader', event: 'made' }); // gated: analytics

class Metrics {
  #client: PostHog | undefined;
  readonly parts: { own?: PostHog } = {};
  begin() {
    this.#client = new PostHog('phc_begin');
    this.parts.own = this.#client;
  }
  send(event: string) {
    this.#client?.capture({ distinctId: 'reader', event }); // gated: analytics
    this?.parts?.own?.capture({ distinctId: 'reader', event }); // gated: analytics
  }
}
const metrics = new Metrics();
if (granted()) metrics.begin();
metrics.send('open');

let helper: OpenAI | undefined;
document.getElementById('agree-ai')?.addEventListener('click', () => {
  localStorage.setItem('aiConsent', 'granted');
  helper = new OpenAI({ apiKey: 'key' });
});
document.getElementById('ask')?.addEventListener('click', async () => {
  const answer = await helper?.chat.completions.create({ model: 'small', messages: [] }); // gated: ai
  // Past the chain control goes on either way.
  if (!answer) mixpanel.track('no answer'); // ungated
});

// One that is there from the start asks nothing, and one that is never seen to be given is given unseen.
let always: PostHog | null = null;
always = new PostHog('phc_always');
if (granted()) always = null;
document.getElementById('next-page')?.addEventListener('click', () => {
  always?.capture({ distinctId: 'reader', event: 'next' }); // ungated
});
let bell: { ring(how: () => void): void } | undefined;
document.getElementById('ring')?.addEventListener('click', () => {
  bell?.ring(() => mixpanel.track('rung')); // ungated
});
// The missing one is asked for by those who refused.
counter ?? mixpanel.track('nobody counts'); // ungated
