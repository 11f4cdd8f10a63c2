import OpenAI from 'openai';
import { models } from './models.js';

export const deepseek = new OpenAI({ apiKey: process.env.DEEPSEEK_KEY, baseURL: models.cheap.url });

export function ark(): OpenAI {
  return new OpenAI({ apiKey: process.env.ARK_KEY, baseURL: models.korean.url });
}

const settings = { apiKey: 'ollama', baseURL: models.local.url };
export const local = new OpenAI(settings);
