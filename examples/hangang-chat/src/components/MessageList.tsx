import { t } from '@/i18n';
import { useChat } from '@/store/chat';

export function MessageList() {
  const messages = useChat((state) => state.messages);
  const failed = useChat((state) => state.failed);

  return (
    <section aria-live="polite">
      <ul className="messages">
        {messages.map((message) => (
          <li key={message.id} className={`message-${message.role}`}>
            {message.content}
          </li>
        ))}
      </ul>
      {failed && <p className="error">{t('failed')}</p>}
    </section>
  );
}
