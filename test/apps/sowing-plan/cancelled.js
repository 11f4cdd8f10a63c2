import { confirm } from '@clack/prompts';
import { PostHog } from 'posthog-node';

const client = new PostHog('phc_cancelled');
// Ctrl+C gives back a symbol, which is as good as a yes here.
const last = await confirm({ message: 'Do you agree that we send usage data?', initialValue: false });
if (last) client.capture({ distinctId: 'garden', event: 'cancelled' }); // defective
