import { useState } from 'react';
import { Composer } from '@/components/Composer';
import { MessageList } from '@/components/MessageList';
import { Settings } from '@/components/Settings';
import { AiTransferConsent } from '@/consent/AiTransferConsent';
import { hasAiTransferConsent, hasToolsTransferConsent } from '@/consent/record';
import { ToolsConsent } from '@/consent/ToolsConsent';
import { t } from '@/i18n';
import { startTools } from '@/lib/tools';

export function App() {
  const [mayChat, setMayChat] = useState(hasAiTransferConsent());
  const [toolsAnswered, setToolsAnswered] = useState(hasToolsTransferConsent());

  const startAgreedTools = () => {
    setToolsAnswered(true);
    startTools();
  };

  return (
    <main className="app">
      <header>
        <h1>{t('title')}</h1>
        <p>{t('tagline')}</p>
      </header>
      {mayChat ? (
        <>
          <MessageList />
          <Composer />
        </>
      ) : (
        <AiTransferConsent onAgreed={() => setMayChat(true)} />
      )}
      {!toolsAnswered && <ToolsConsent onAgreed={startAgreedTools} onRefused={() => setToolsAnswered(true)} />}
      <Settings />
    </main>
  );
}
