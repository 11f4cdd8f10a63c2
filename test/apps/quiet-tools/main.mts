import type { Message } from '@anthropic-ai/sdk/resources'; // none
import OpenAI from 'openai'; // none
import posthog from 'posthog-js'; // none
import { words } from './words.mjs';

const client = new OpenAI(); // none

export function count(message: Message): number {
  return words(JSON.stringify(message.content)).length;
}

function forgotten() {
  return client.responses.create({ model: 'gpt-5', input: 'nobody calls this' }); // none
}

if (false) posthog.init('phc_never'); // none

// The address is in a text only: https://api.openai.com/v1/responses
console.log('See https://docs.anthropic.com for the format.'); // none
