import { defaults } from 'lodash-es';

const preset = { replicateUrl: 'https://api.replicate.com' };

export async function settings() {
  return defaults(await chrome.storage.local.get(), preset);
}
