/** The model is Doubao on Volcano Engine Ark in Beijing. Nothing goes there without a consent, see routes/chat.ts. */
export const llm = {
  baseURL: 'https://ark.cn-beijing.volces.com/api/v3',
  apiKey: process.env.ARK_API_KEY,
  model: process.env.ARK_MODEL ?? 'doubao-1-5-pro-32k-250115',
} as const;

export const port = Number(process.env.PORT ?? 8080);
