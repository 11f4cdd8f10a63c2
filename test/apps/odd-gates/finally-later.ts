import posthog from 'posthog-js';

// What is handed over in a finally is one function, whichever way control goes through it.
let agreed = false;
const accept = document.createElement('button');
accept.textContent = 'Accept analytics';
accept.onclick = () => {
  agreed = true;
};
document.body.appendChild(accept);
function begin() {
  try {
    if (agreed) return;
    console.log('not yet');
  } finally {
    const key = 'phc_finally';
    requestIdleCallback(() => {
      posthog.init(key); // defective: bypassed
    });
  }
}
begin();
