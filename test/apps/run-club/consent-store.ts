import { create } from 'zustand';

interface ConsentState {
  analyticsAgreed: boolean;
  newsletter: boolean;
  agree: () => void;
}

export const useConsent = create<ConsentState>((set) => ({
  analyticsAgreed: false,
  newsletter: true,
  agree: () => set({ analyticsAgreed: true }),
}));
