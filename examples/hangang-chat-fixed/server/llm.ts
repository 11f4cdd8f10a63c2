import OpenAI from 'openai';
import { llm } from './config.js';

export interface Message {
  role: 'user' | 'assistant';
  content: string;
}

const client = new OpenAI({ baseURL: llm.baseURL, apiKey: llm.apiKey });

const instructions = '너는 한강챗이라는 친절한 도우미다. 사용자가 쓰는 언어로 짧고 정확하게 답한다.';

/** Asks the model for the next answer of a conversation. */
export async function answer(messages: Message[]): Promise<string> {
  const completion = await client.chat.completions.create({
    model: llm.model,
    messages: [{ role: 'system', content: instructions }, ...messages],
    temperature: 0.6,
  });
  return completion.choices[0]?.message.content ?? '';
}
