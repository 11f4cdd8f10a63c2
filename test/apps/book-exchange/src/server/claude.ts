import { CLAUDE, throughGateway } from './addresses';

export async function askClaude(request: Request): Promise<Response> {
  const base = (process.env.CLAUDE_URL ?? CLAUDE).replace(/\/+$/, '');
  const path = new URL(request.url).pathname;
  return fetch(throughGateway(`${base}/${path}`), { method: 'POST', body: request.body }); // ungated to: US anthropic
}
