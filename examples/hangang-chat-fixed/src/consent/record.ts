import { aiTransferText, toolsTransferText } from '@shared/consent-texts';

/**
 * What this browser knows of the user's consents. The server keeps the record that counts; this copy lets the client
 * hold back before the first byte. Each consent has its answer, the version of the wording and the time.
 */
export function hasAiTransferConsent(): boolean {
  return localStorage.getItem('hangang.overseas-transfer-ai') === 'granted' && localStorage.getItem('hangang.overseas-transfer-ai.text') === aiTransferText;
}

export function hasToolsTransferConsent(): boolean {
  return (
    localStorage.getItem('hangang.overseas-transfer-tools') === 'granted' && localStorage.getItem('hangang.overseas-transfer-tools.text') === toolsTransferText
  );
}

export function hasStatisticsConsent(): boolean {
  return localStorage.getItem('hangang.statistics-consent') === 'granted';
}

export function grantAiTransferConsent(): void {
  localStorage.setItem('hangang.overseas-transfer-ai', 'granted');
  localStorage.setItem('hangang.overseas-transfer-ai.text', aiTransferText);
  localStorage.setItem('hangang.overseas-transfer-ai.at', new Date().toISOString());
}

export function grantToolsTransferConsent(): void {
  localStorage.setItem('hangang.overseas-transfer-tools', 'granted');
  localStorage.setItem('hangang.overseas-transfer-tools.text', toolsTransferText);
  localStorage.setItem('hangang.overseas-transfer-tools.at', new Date().toISOString());
}

export function grantStatisticsConsent(): void {
  localStorage.setItem('hangang.statistics-consent', 'granted');
  localStorage.setItem('hangang.statistics-consent.at', new Date().toISOString());
}

export function forgetAiTransferConsent(): void {
  localStorage.setItem('hangang.overseas-transfer-ai', 'withdrawn');
}

/** Statistics rest on the transfer, so that they end with it. */
export function forgetToolsTransferConsent(): void {
  localStorage.setItem('hangang.overseas-transfer-tools', 'withdrawn');
  localStorage.setItem('hangang.statistics-consent', 'withdrawn');
}
