import axios from 'axios';
import hosts from './hosts.json';

const deepseek = axios.create({ baseURL: hosts.deepseek.origin, timeout: 30_000 });
const openai = 'api.openai.com'; // none

export function transcribe(sound: Blob) {
  return fetch(`https://${openai}/v1/audio/transcriptions`, { method: 'POST', body: sound }); // ungated to: US openai
}

export async function summarise(text: string) {
  const { data } = await axios.post(hosts.anthropic + '/v1/messages', { messages: [{ role: 'user', content: text }] }); // ungated to: US anthropic
  return data;
}

export const title = (text: string) => deepseek.post('/chat/completions', { messages: [{ role: 'user', content: text }] }); // ungated to: CN deepseek

export const tag = (input: string) => axios({ method: 'post', url: 'https://ark.cn-beijing.volces.com/api/v3/embeddings', data: { input } }); // ungated to: CN volcengine-ark

export function listen(onText: (text: string) => void) {
  const socket = new WebSocket('wss://api.openai.com/v1/realtime?model=gpt-realtime'); // ungated to: US openai
  socket.onmessage = (event) => onText(event.data);
  return socket;
}

export function rename(text: string) {
  const request = new XMLHttpRequest();
  request.open('POST', 'https://api.anthropic.com/v1/complete'); // ungated to: US anthropic
  request.send(JSON.stringify({ prompt: text }));
}

export const follow = () => new EventSource('https://api.deepseek.com/events'); // ungated to: CN deepseek

export function leave(seconds: number) {
  navigator.sendBeacon('https://api2.amplitude.com/2/httpapi', JSON.stringify({ seconds })); // ungated to: US amplitude
}

export const save = (text: string) => fetch('/api/notes', { method: 'POST', body: text }); // none
export const health = () => fetch('https://api.voice-notes.example/health'); // none
