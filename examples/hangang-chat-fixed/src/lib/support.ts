import Intercom from '@intercom/messenger-js-sdk';
import { hasToolsTransferConsent } from '@/consent/record';

/** The speech bubble in the lower right corner. */
export function startSupportChat(): void {
  if (!hasToolsTransferConsent()) return;
  Intercom({ app_id: 'h4ng4n61' });
}
