import type { ConsentKind } from '@shared/consent-texts';
import type { Message } from '@/store/chat';

/** Sends the conversation to our own server, which asks the model. */
export async function postChat(messages: Message[]): Promise<string> {
  const response = await fetch('/api/chat', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messages: messages.map(({ role, content }) => ({ role, content })) }),
  });
  if (!response.ok) throw new Error(`chat answered ${response.status}`);
  const { content } = (await response.json()) as { content: string };
  return content;
}

export async function recordOnServer(kind: ConsentKind): Promise<void> {
  const response = await fetch(`/api/consents/${kind}`, { method: 'POST' });
  if (!response.ok) throw new Error(`consent was not recorded: ${response.status}`);
}

export async function withdrawOnServer(kind: ConsentKind): Promise<void> {
  const response = await fetch(`/api/consents/${kind}`, { method: 'DELETE' });
  if (!response.ok) throw new Error(`withdrawal was not recorded: ${response.status}`);
}
