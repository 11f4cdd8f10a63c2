/** One way to ask them all: who is asked is known where it is called. */
export async function complete(base: string, question: string): Promise<Response> {
  return fetch(`${base}/chat/completions`, { method: 'POST', body: JSON.stringify({ messages: [{ role: 'user', content: question }] }) });
}
