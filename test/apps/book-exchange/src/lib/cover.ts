import { settings } from './settings';

export async function drawCover(prompt: string) {
  const { replicateUrl } = await settings();
  return fetch(`${replicateUrl}/v1/predictions`, { method: 'POST', body: JSON.stringify({ input: { prompt } }) }); // ungated to: US replicate
}
