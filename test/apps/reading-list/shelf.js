export const COUNTING = 'counting';

/** Keeps one thing. */
export async function keep(key, value) {
  await chrome.storage.sync.set({ [key]: value });
}

export async function kept(key) {
  const found = await chrome.storage.sync.get(key);
  return found[key];
}

export function ask(message) {
  return new Promise((resolve) => chrome.runtime.sendMessage(message, (answer) => resolve(answer)));
}
