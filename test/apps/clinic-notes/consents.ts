import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();

export function findTransferConsent(userId: string) {
  return prisma.consent.findFirst({ where: { userId, kind: 'overseas_transfer', withdrawnAt: null }, select: { agreedAt: true, textVersion: true } });
}

export function findMarketingConsent(userId: string) {
  return prisma.consent.findFirst({ where: { userId, kind: 'marketing_email', withdrawnAt: null }, select: { agreedAt: true } });
}
