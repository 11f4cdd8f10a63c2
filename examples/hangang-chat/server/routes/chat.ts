import { Router } from 'express';
import { answer, type Message } from '../llm.js';

export const chat = Router();

chat.post('/', async (req, res) => {
  const messages: unknown = req.body?.messages;
  if (!isConversation(messages)) return res.status(400).json({ error: 'messages' });

  try {
    const content = await answer(messages.slice(-20));
    return res.json({ role: 'assistant', content });
  } catch (error) {
    console.error('chat failed', res.locals.userId, error);
    return res.status(502).json({ error: 'model' });
  }
});

function isConversation(value: unknown): value is Message[] {
  return Array.isArray(value) && value.length > 0 && value.every((m) => typeof m?.content === 'string' && (m.role === 'user' || m.role === 'assistant'));
}
