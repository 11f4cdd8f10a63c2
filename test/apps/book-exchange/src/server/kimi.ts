import { complete } from './complete';

export async function askKimi(question: string) {
  const base = 'https://api.moonshot.cn/v1';
  return complete(base, question); // ungated to: CN moonshot
}
