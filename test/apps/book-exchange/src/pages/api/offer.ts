import { analytics, mistral } from '../../lib';

export default async function handler(request, response) {
  analytics().capture({ distinctId: request.body.user, event: 'offered' }); // ungated to: DE posthog
  response.json(await mistral.chat.complete({ model: 'mistral-small', messages: [{ role: 'user', content: request.body.text }] })); // ungated to: unknown mistral
}
