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
