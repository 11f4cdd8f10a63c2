import { Router } from 'express';
import type { ConsentKind } from '../../shared/consent-texts.js';
import { recordConsent, withdrawConsent } from '../consents.js';

export const consents = Router();

consents.post('/:kind', async (req, res) => {
  const { kind } = req.params;
  if (!isConsentKind(kind)) return res.status(404).end();
  await recordConsent(res.locals.userId, kind);
  return res.status(204).end();
});

consents.delete('/:kind', async (req, res) => {
  const { kind } = req.params;
  if (!isConsentKind(kind)) return res.status(404).end();
  await withdrawConsent(res.locals.userId, kind);
  return res.status(204).end();
});

function isConsentKind(value: string): value is ConsentKind {
  return value === 'overseas_transfer_ai' || value === 'overseas_transfer_tools';
}
