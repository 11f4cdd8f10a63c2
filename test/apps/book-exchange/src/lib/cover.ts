import { settings } from './settings';

export async function drawCover(prompt: string) {
  if (isRude(prompt)) return undefined;
  const { replicateUrl } = await settings();
  return fetch(`${replicateUrl}/v1/predictions`, { method: 'POST', body: JSON.stringify({ input: { prompt } }) }); // ungated to: US replicate
}

function isRude(text: string): boolean {
  return /\b(?:darn|heck)\b/i.test(text);
}
