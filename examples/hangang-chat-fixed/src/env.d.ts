/// <reference types="vite/client" />

interface Window {
  /** Volcano Engine APMPlus, there once its script has loaded. */
  apmPlus: (command: string, ...args: unknown[]) => void;
}

interface Navigator {
  readonly connection?: { readonly effectiveType: string; readonly downlink: number; readonly rtt: number };
}
