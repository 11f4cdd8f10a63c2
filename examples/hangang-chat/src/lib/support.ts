import Intercom from '@intercom/messenger-js-sdk';

/** The speech bubble in the lower right corner. */
export function startSupportChat(): void {
  Intercom({ app_id: 'h4ng4n61' });
}
