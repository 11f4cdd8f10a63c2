import mixpanel from 'mixpanel-browser';
import { produce } from 'immer';
import { makeAutoObservable, reaction, when } from 'mobx';
import { proxy, useSnapshot } from 'valtio';
import { create } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { useShallow } from 'zustand/react/shallow';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';

const useChoir = create<any>()((set, get) => ({
  counted: false,
  shown: false,
  count: () => set({ counted: true }),
  show: () => set({ shown: true }),
  sing: () => {
    if (get().counted) mixpanel.track('sing'); // gated: analytics
    if (get().shown) mixpanel.track('shown'); // ungated
  },
}));
const slice = (set, get) => ({
  heard: false,
  told: false,
  hear: () =>
    set((all) =>
      produce(all, (draft) => {
        draft.heard = true;
      }),
    ),
  tell: () =>
    set(
      produce((draft) => {
        draft.told = true;
      }),
    ),
  hum: () => {
    if (get().heard) mixpanel.track('heard'); // gated: analytics
    if (get().told) mixpanel.track('told'); // ungated
  },
});
const useSliced = create<any>()((...args) => ({ ...slice(...args) }));
const vanilla = createStore((set) => ({ on: false, turn: () => set({ on: true }) }));
const state = proxy({ on: false, off: true });

class Choir {
  on = false;
  constructor() {
    makeAutoObservable(this);
  }
  turn() {
    this.on = true;
  }
}
const choir = new Choir();

document.getElementById('accept').addEventListener('click', () => {
  useChoir.getState().count();
  useSliced.getState().hear();
  vanilla.getState().turn();
  state.on = true;
  choir.turn();
});
document.getElementById('next').addEventListener('click', () => {
  useChoir.getState().show();
  useSliced.getState().tell();
});
useSliced.getState().hum();

useChoir.subscribe((all) => {
  if (all.counted) mixpanel.track('subscribed'); // gated: analytics
});
if (vanilla.getState().on) mixpanel.track('vanilla'); // gated: analytics
when(
  () => choir.on,
  () => mixpanel.track('when'), // gated: analytics
);
reaction(
  () => choir.on,
  (on) => {
    if (on) mixpanel.track('reaction'); // gated: analytics
    mixpanel.track('changed'); // missed: gated: analytics
  },
);

function Song() {
  const [counted, shown, sing] = useChoir(useShallow((all) => [all.counted, all.shown, all.sing]));
  const snapshot = useSnapshot(state);
  useEffect(() => {
    sing();
    if (counted) mixpanel.track('picked'); // gated: analytics
    if (shown) mixpanel.track('shown'); // ungated
    if (snapshot.on) mixpanel.track('on'); // gated: analytics
    if (snapshot.off) mixpanel.track('off'); // ungated
  });
  return null;
}

createRoot(document.body).render(<Song />);
