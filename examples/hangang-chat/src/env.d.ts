/// <reference types="vite/client" />

interface Window {
  /** Volcano Engine APMPlus; the queue is set up in index.html. */
  apmPlus: (command: string, ...args: unknown[]) => void;
}

interface Navigator {
  readonly connection?: { readonly effectiveType: string; readonly downlink: number; readonly rtt: number };
  getBattery?(): Promise<{ readonly level: number; readonly charging: boolean }>;
}
