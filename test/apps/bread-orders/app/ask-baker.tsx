'use client';
import { useState } from 'react';

export function AskBaker() {
  const [question, setQuestion] = useState('');
  async function ask() {
    await fetch('/api/baker/chat/completions', { // ungated to: CN deepseek
      method: 'POST',
      body: JSON.stringify({ model: 'deepseek-chat', messages: [{ role: 'user', content: question }] }),
    });
    await fetch('/api/orders', { method: 'POST', body: JSON.stringify({ question }) });
  }
  return (
    <form onSubmit={ask}>
      <input value={question} onChange={(event) => setQuestion(event.target.value)} />
      <button type="submit">Ask</button>
    </form>
  );
}
