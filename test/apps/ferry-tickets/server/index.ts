import OpenAI from 'openai';

const client = new OpenAI({ baseURL: 'https://ark.cn-beijing.volces.com/api/v3' });

export function answer(question: string) {
  return client.chat.completions.create({ model: 'doubao', messages: [{ role: 'user', content: question }] }); // ungated to: CN volcengine-ark
}
