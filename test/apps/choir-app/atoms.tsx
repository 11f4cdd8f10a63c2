import mixpanel from 'mixpanel-browser';
import { atom, useAtomValue, useSetAtom } from 'jotai';
import { atomWithStorage } from 'jotai/utils';
import { atom as keyed, selector, useRecoilState, useRecoilValue } from 'recoil';
import { atom as nano } from 'nanostores';
import { useStore } from '@nanostores/react';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';

const counted = atom(false);
const derived = atom((get) => get(counted));
const writer = atom(null, (_get, set, value) => set(counted, value));
const kept = atomWithStorage('choir-volume', true);
const seated = atomWithStorage('choir-seat', false);
const voice = keyed({ key: 'voice', default: false });
const loud = selector({ key: 'loud', get: ({ get }) => get(voice) });
const nanoCounted = nano(false);
const nanoShown = nano(false);

document.getElementById('accept').addEventListener('click', () => nanoCounted.set(true));
document.getElementById('next').addEventListener('click', () => nanoShown.set(true));

function Notice() {
  const write = useSetAtom(writer);
  const [, setVoice] = useRecoilState(voice);
  const seat = useSetAtom(seated);
  return (
    <button
      onClick={() => {
        write(true);
        setVoice(true);
        seat(true);
      }}
    >
      Accept statistics
    </button>
  );
}

function Song() {
  const isCounted = useAtomValue(counted);
  const isDerived = useAtomValue(derived);
  const isKept = useAtomValue(kept);
  const isSeated = useAtomValue(seated);
  const isLoud = useRecoilValue(loud);
  const isNano = useStore(nanoCounted);
  const isShown = useStore(nanoShown);
  useEffect(() => {
    if (isCounted) mixpanel.track('counted'); // gated: analytics
    if (isDerived) mixpanel.track('derived'); // gated: analytics
    if (isKept) mixpanel.track('kept'); // ungated
    if (isSeated) mixpanel.track('seated'); // gated: analytics
    if (localStorage.getItem('choir-volume') === 'true') mixpanel.track('volume'); // ungated
    if (isLoud) mixpanel.track('loud'); // gated: analytics
    if (isNano) mixpanel.track('nano'); // gated: analytics
    if (isShown) mixpanel.track('shown'); // ungated
  });
  return null;
}

createRoot(document.body).render(
  <>
    <Notice />
    <Song />
  </>,
);
