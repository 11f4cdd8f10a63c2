import { Composer } from '@/components/Composer';
import { CookieBanner } from '@/components/CookieBanner';
import { MessageList } from '@/components/MessageList';
import { Settings } from '@/components/Settings';
import { t } from '@/i18n';

export function App() {
  return (
    <main className="app">
      <header>
        <h1>{t('title')}</h1>
        <p>{t('tagline')}</p>
      </header>
      <MessageList />
      <Composer />
      <Settings />
      <CookieBanner />
    </main>
  );
}
