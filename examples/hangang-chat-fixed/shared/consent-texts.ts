/**
 * Versions of the wordings in src/consent. Whoever changes a wording, a recipient or a country gives it a new version:
 * all who agreed to the old one are then asked again.
 */
export const aiTransferText = '2025-05-12';
export const toolsTransferText = '2025-05-12';

export type ConsentKind = 'overseas_transfer_ai' | 'overseas_transfer_tools';
