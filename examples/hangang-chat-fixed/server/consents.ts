import { PrismaClient } from '@prisma/client';
import { aiTransferText, toolsTransferText, type ConsentKind } from '../shared/consent-texts.js';

const prisma = new PrismaClient();

/** The standing consent to sending prompts to China: agreed to in the wording of today, and not withdrawn. */
export async function findAiTransferConsent(userId: string) {
  return prisma.consent.findFirst({
    where: { userId, kind: 'overseas_transfer_ai', textVersion: aiTransferText, withdrawnAt: null },
    select: { agreedAt: true, textVersion: true },
  });
}

export async function recordConsent(userId: string, kind: ConsentKind): Promise<void> {
  const textVersion = kind === 'overseas_transfer_ai' ? aiTransferText : toolsTransferText;
  await prisma.consent.create({ data: { userId, kind, textVersion, agreedAt: new Date() } });
}

export async function withdrawConsent(userId: string, kind: ConsentKind): Promise<void> {
  await prisma.consent.updateMany({ where: { userId, kind, withdrawnAt: null }, data: { withdrawnAt: new Date() } });
}
