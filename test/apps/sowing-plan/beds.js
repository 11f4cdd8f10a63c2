import { confirm } from '@clack/prompts';
import enquirer from 'enquirer';
import inquirer from 'inquirer';
import { PostHog } from 'posthog-node';
import prompts from 'prompts';

// Where the Enter key alone says yes, nobody agreed.
const client = new PostHog('phc_beds');
const first = await inquirer.prompt([{ type: 'confirm', name: 'usage', message: 'Do you agree that we collect usage data?' }]);
if (first.usage) client.capture({ distinctId: 'garden', event: 'inquirer' }); // ungated
const second = await prompts({ type: 'confirm', name: 'usage', message: 'Do you agree that we send usage data?', initial: true });
if (second.usage) client.capture({ distinctId: 'garden', event: 'prompts' }); // ungated
const third = await enquirer.prompt({ type: 'confirm', name: 'usage', message: 'Do you agree that we send usage data?', initial: 'yes' });
if (third.usage) client.capture({ distinctId: 'garden', event: 'enquirer' }); // ungated
const fourth = await confirm({ message: 'Do you agree that we send usage data?' });
if (fourth === true) client.capture({ distinctId: 'garden', event: 'clack' }); // ungated
// Which of two questions is answered here is not looked for.
const both = await inquirer.prompt([
  { type: 'confirm', name: 'usage', message: 'Do you agree that we collect usage data?', default: false },
  { type: 'confirm', name: 'beds', message: 'Draw the beds?', default: false },
]);
if (both.beds) client.capture({ distinctId: 'garden', event: 'beds' }); // ungated
const other = await prompts({ type: 'confirm', name: 'usage', message: 'Draw the beds?' });
if (other.usage) client.capture({ distinctId: 'garden', event: 'beds' }); // ungated
