// What was asked once, and how it was answered.
const asked = [
  { id: 1, method: 'GET', url: 'https://dials.supabase.co/rest/v1/dials', host: 'dials.supabase.co', status: 200, ms: 116 }, // none
  { id: 2, method: 'GET', url: 'https://dials.supabase.co/rest/v1/hands', host: 'dials.supabase.co', status: 200, ms: 90 }, // none
];

// What will be asked.
const jobs = [
  { id: 1, url: 'https://api.openai.com/v1/moderations', status: 'new', timeout: 500 }, // ungated to: US openai
  { id: 2, url: 'https://api.openai.com/v1/embeddings', status: 'new', timeout: 500 }, // none
  { id: 3, url: 'https://api.anthropic.com/v1/messages', priority: 200, timestamp: 12 }, // ungated
];
// A rewrite is answered by who stands behind it.
const rules = [{ source: '/hands', target: 'https://hands.supabase.co/rest/v1/hands', status: 200, order: 1 }]; // ungated

export function Log({ start }) {
  start(jobs, rules);
  return asked.map(({ id, url, status }) => (
    <p key={id}>
      {url} {status}
    </p>
  ));
}
