import './counters';
import { createRoot } from 'react-dom/client';
import { ALLOWED, ANSWERED, fire, shelf } from './names';
import { tellAnswer } from './told';

class SeedTray extends HTMLElement {
  connectedCallback() {
    this.dispatchEvent(new CustomEvent('seeds:shown', { bubbles: true }));
  }
}
customElements.define('seed-tray', SeedTray);

// A part of the address is a text, and the page goes on.
document.title = new URL(location.href).hash.slice(1);
window.dispatchEvent(new Event('seeds:opened'));

function accept() {
  window.dispatchEvent(new Event(ALLOWED));
  document.dispatchEvent(new CustomEvent(ANSWERED, { detail: true }));
  fire('seeds:choices', { analytics: true, adverts: false });
  fire('seeds:opened', 'by hand');
  fire('seeds:shown', 'by hand');
  shelf.dispatchEvent(new Event('change'));
  shelf.dispatchEvent(new CustomEvent('returned', { detail: { at: Date.now() } }));
  document.getElementById('catalogue')?.dispatchEvent(new Event('seeds:sown'));
  window.dispatchEvent(new Event('online'));
  tellAnswer(true);
}

function refuse() {
  document.dispatchEvent(new CustomEvent(ANSWERED, { detail: false }));
  fire('seeds:choices', { analytics: false, adverts: false });
  shelf.dispatchEvent(new CustomEvent('returned'));
  tellAnswer(false);
}

function Ask() {
  return (
    <section>
      <p>May we count visits with analytics cookies?</p>
      <button type="button" onClick={accept}>
        Accept
      </button>
      <button type="button" onClick={refuse}>
        Decline
      </button>
    </section>
  );
}

createRoot(document.getElementById('ask')!).render(<Ask />);
