import express from 'express';
import OpenAI from 'openai';
import { findMarketingConsent, findTransferConsent } from './consents.js';

const openai = new OpenAI();
const deepseek = new OpenAI({ baseURL: 'https://api.deepseek.com' });
const app = express();

app.post('/notes/summary', async (req, res) => {
  const consent = await findTransferConsent(req.body.userId);
  if (!consent?.agreedAt) return res.status(403).json({ error: 'overseas transfer consent' });
  const summary = await openai.responses.create({ model: 'gpt-5', input: req.body.text }); // missed: gated: transfer to: US openai
  return res.json(summary);
});

app.post('/notes/advice', async (req, res) => {
  const consent = await findMarketingConsent(req.body.userId);
  if (!consent?.agreedAt) return res.status(403).json({ error: 'consent' });
  const advice = await deepseek.chat.completions.create({ model: 'deepseek-chat', messages: [{ role: 'user', content: req.body.text }] }); // missed: defective: wrong-purpose to: CN deepseek
  return res.json(advice);
});

app.post('/notes/title', async (req, res) => {
  const title = await openai.responses.create({ model: 'gpt-5-mini', input: `Title: ${req.body.text}` }); // ungated to: US openai
  return res.json(title);
});

app.listen(3000);
