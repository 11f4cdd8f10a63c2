import { OPENAI, throughGateway } from './addresses';

export async function askOpenAi(request: Request): Promise<Response> {
  let base = process.env.OPENAI_URL || OPENAI;
  if (!base.startsWith('http')) base = `https://${base}`;
  if (base.endsWith('/')) base = base.slice(0, -1);
  const path = new URL(request.url).pathname;
  return fetch(throughGateway(`${base}/${path}`), { method: 'POST', body: request.body }); // ungated to: US openai
}
