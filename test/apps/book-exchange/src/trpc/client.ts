import { createTRPCNext } from '@trpc/next';

export const trpc = createTRPCNext({ config: () => ({ links: [] }) });
