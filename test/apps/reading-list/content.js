import mixpanel from 'mixpanel-browser';
import { ask } from './shelf.js';

const answer = await ask({ type: 'may-count' });
if (answer?.allowed) mixpanel.init('mp_answer'); // gated: analytics
chrome.runtime.sendMessage({ type: 'page-read' });
