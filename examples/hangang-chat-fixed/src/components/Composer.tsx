import { type FormEvent, useState } from 'react';
import { t } from '@/i18n';
import { useChat } from '@/store/chat';

export function Composer() {
  const [draft, setDraft] = useState('');
  const waiting = useChat((state) => state.waiting);
  const send = useChat((state) => state.send);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const prompt = draft.trim();
    if (!prompt || waiting) return;
    setDraft('');
    void send(prompt);
  };

  return (
    <form onSubmit={submit}>
      <textarea value={draft} placeholder={t('placeholder')} rows={3} onChange={(event) => setDraft(event.target.value)} />
      <button type="submit" disabled={waiting}>
        {waiting ? t('waiting') : t('send')}
      </button>
    </form>
  );
}
