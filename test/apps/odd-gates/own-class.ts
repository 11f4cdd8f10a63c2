import mixpanel from 'mixpanel-browser';

// A class that only this file makes instances of gets what this file gives it, whoever might call its other methods.
class Keeper {
  granted = false;
  accept() {
    this.granted = true;
  }
}
class Privacy {
  constructor(private keeper: Keeper) {
    this.keeper = keeper;
  }
  ask() {
    return this.keeper.granted;
  }
  choose(value: boolean) {
    if (value) this.keeper.accept();
  }
  describe() {
    return 'privacy';
  }
}
const privacy = new Privacy(new Keeper());
document.getElementById('accept-analytics')?.addEventListener('click', () => privacy.choose(true));
window.addEventListener('focus', () => {
  if (privacy.ask()) mixpanel.init('mp_class'); // gated: analytics
});
