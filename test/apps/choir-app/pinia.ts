import mixpanel from 'mixpanel-browser';
import { defineStore, storeToRefs } from 'pinia';
import { ref, watch } from 'vue';

const useChoir = defineStore('choir', {
  state: () => ({ counted: false, shown: false }),
  getters: { isCounted: (state) => state.counted },
  actions: {
    count() {
      this.counted = true;
    },
    sing() {
      if (this.counted) mixpanel.track('sing'); // gated: analytics
      if (this.shown) mixpanel.track('shown'); // ungated
    },
  },
});

const useVoice = defineStore('voice', () => {
  const on = ref(false);
  const turn = () => {
    on.value = true;
  };
  return { on, turn };
});

const choir = useChoir();
const voice = useVoice();

document.getElementById('accept').addEventListener('click', () => {
  choir.count();
  voice.turn();
});
document.getElementById('next').addEventListener('click', () => {
  choir.shown = true;
});

choir.sing();
const { counted } = storeToRefs(choir);
watch(counted, (now) => {
  if (now) mixpanel.track('watched'); // gated: analytics
});
if (choir.isCounted) mixpanel.track('getter'); // gated: analytics
if (voice.on) mixpanel.track('voice'); // gated: analytics
