import posthog from 'posthog-js';

// One element that cannot hold is enough, however little is known of the others.
let told = false;
const accept = document.createElement('button');
accept.textContent = 'Accept analytics';
accept.onclick = () => {
  told = true;
};
document.body.appendChild(accept);
window.addEventListener('load', () => {
  if ([told, navigator.language.startsWith('ko')].every(Boolean)) posthog.init('phc_every'); // gated: analytics
});
