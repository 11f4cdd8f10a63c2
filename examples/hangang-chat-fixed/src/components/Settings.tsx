import { hasAiTransferConsent, hasToolsTransferConsent } from '@/consent/record';
import { withdrawAiTransfer, withdrawTools } from '@/consent/withdraw';
import { t } from '@/i18n';

export function Settings() {
  return (
    <details>
      <summary>{t('settings')}</summary>
      {hasAiTransferConsent() && (
        <button type="button" onClick={withdrawAiTransfer}>
          {t('settings.withdrawAi')}
        </button>
      )}
      {hasToolsTransferConsent() && (
        <button type="button" onClick={withdrawTools}>
          {t('settings.withdrawTools')}
        </button>
      )}
    </details>
  );
}
