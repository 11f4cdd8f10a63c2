import { createServer } from 'node:http';
import OpenAI, { toFile } from 'openai';
import { ark, deepseek, local } from './clients.js';
import { models } from './models.js';
import { Tutor } from './tutor.cjs';

const openai = new OpenAI();
const tutor = new Tutor();

async function summary(text: string) {
  return deepseek.chat.completions.create({ model: models.cheap.name, messages: [{ role: 'user', content: text }] }); // ungated to: CN deepseek
}

async function essay(text: string) {
  return ark().chat.completions.create({ model: models.korean.name, messages: [{ role: 'user', content: text }] }); // ungated to: CN volcengine-ark
}

async function dictation(sound: Buffer) {
  const file = await toFile(sound, 'dictation.webm');
  return openai.audio.transcriptions.create({ model: 'whisper-1', file }); // ungated to: US openai
}

async function offline(text: string) {
  return local.chat.completions.create({ model: models.local.name, messages: [{ role: 'user', content: text }] }); // none
}

createServer(async (req, res) => {
  const text = String(req.headers['x-text']);
  const results = await Promise.all([summary(text), essay(text), offline(text), dictation(Buffer.from(text)), tutor.explain(text)]);
  res.end(JSON.stringify(results));
}).listen(3000);
