'use client';

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

const KEY = 'lessons_analytics';
type Answer = 'granted' | 'denied' | 'unknown';

interface Held {
  readonly answer: Answer;
  readonly grant: () => void;
  readonly deny: () => void;
}

const Context = createContext<Held | undefined>(undefined);

function read(text: string): Answer {
  const match = text.match(new RegExp(`(^|;\\s*)${KEY}=([^;]*)`));
  if (!match) return 'unknown';
  const value = decodeURIComponent(match[2] ?? '');
  return value === 'granted' || value === 'denied' ? value : 'unknown';
}

export function ConsentProvider({ children }: { children: ReactNode }) {
  const [answer, setAnswer] = useState<Answer>('unknown');
  useEffect(() => setAnswer(read(document.cookie)), []);
  const grant = () => {
    setAnswer('granted');
    document.cookie = `${KEY}=granted`;
  };
  const deny = () => {
    setAnswer('denied');
    document.cookie = `${KEY}=denied`;
  };
  return <Context value={{ answer, grant, deny }}>{children}</Context>;
}

export function useConsent() {
  const held = useContext(Context);
  if (!held) throw new Error('outside of the provider');
  return held;
}
