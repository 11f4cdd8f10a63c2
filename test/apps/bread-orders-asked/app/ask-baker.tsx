'use client';
import { useState } from 'react';

export function AskBaker() {
  const [question, setQuestion] = useState('');
  const [agreed, setAgreed] = useState(false);
  async function ask() {
    if (!agreed) return;
    await fetch('/api/baker/chat/completions', { // gated: ai to: CN deepseek
      method: 'POST',
      body: JSON.stringify({ model: 'deepseek-chat', messages: [{ role: 'user', content: question }] }),
    });
  }
  return (
    <form onSubmit={ask}>
      {!agreed && (
        <p>
          Your question goes to Hangzhou DeepSeek Artificial Intelligence Co., Ltd. in China. Do you consent to this transfer to the AI?
          <button type="button" onClick={() => setAgreed(true)}>I agree to the transfer</button>
        </p>
      )}
      <input value={question} onChange={(event) => setQuestion(event.target.value)} />
      <button type="submit">Ask</button>
    </form>
  );
}
