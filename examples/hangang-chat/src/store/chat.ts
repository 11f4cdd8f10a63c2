import { create } from 'zustand';
import { postChat } from '@/lib/api';
import { reportError } from '@/lib/errors';
import { trackPrompt } from '@/lib/telemetry';

export interface Message {
  id: string;
  role: 'user' | 'assistant';
  content: string;
}

interface ChatState {
  messages: Message[];
  waiting: boolean;
  failed: boolean;
  send: (prompt: string) => Promise<void>;
}

export const useChat = create<ChatState>((set, get) => ({
  messages: [],
  waiting: false,
  failed: false,

  async send(prompt) {
    const question: Message = { id: crypto.randomUUID(), role: 'user', content: prompt };
    set({ messages: [...get().messages, question], waiting: true, failed: false });
    trackPrompt(prompt, get().messages.length);
    try {
      const content = await postChat(get().messages);
      set({ messages: [...get().messages, { id: crypto.randomUUID(), role: 'assistant', content }], waiting: false });
    } catch (error) {
      reportError(error);
      set({ waiting: false, failed: true });
    }
  },
}));
