import mixpanel from 'mixpanel-browser';
import { computed, effect, signal } from '@preact/signals';
import { createEffect, createMemo, createSignal } from 'solid-js';

const counted = signal(false);
const doubly = computed(() => counted.value && true);
const [on, setOn] = createSignal(false);
const [off, setOff] = createSignal(false);
const memo = createMemo(() => on());

document.getElementById('accept').addEventListener('click', () => {
  counted.value = true;
  setOn(true);
});
document.getElementById('next').addEventListener('click', () => setOff(true));

effect(() => {
  if (counted.value) mixpanel.track('signal'); // gated: analytics
  if (counted.peek()) mixpanel.track('peek'); // gated: analytics
  if (doubly.value) mixpanel.track('computed'); // gated: analytics
});
createEffect(() => {
  if (on()) mixpanel.track('on'); // gated: analytics
  if (memo()) mixpanel.track('memo'); // gated: analytics
  if (off()) mixpanel.track('off'); // ungated
});
