'use client';
import mixpanel from 'mixpanel-browser';
import { useEffect } from 'react';

export function Mixpanel({ token }: { token: string }) {
  useEffect(() => {
    if (token === 'mp_bread') mixpanel.init('mp_bread'); // gated: analytics
    if (token === 'mp_visited') mixpanel.init('mp_visited'); // ungated
  }, [token]);
  return null;
}
