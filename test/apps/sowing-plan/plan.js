import { confirm } from '@clack/prompts';
import enquirer from 'enquirer';
import inquirer from 'inquirer';
import { PostHog } from 'posthog-node';
import prompts from 'prompts';

// A tool of the command line asks in its own words, and the Enter key alone says no.
const client = new PostHog('phc_plan');
const first = await inquirer.prompt([{ type: 'confirm', name: 'usage', message: 'Do you agree that we collect usage data?', default: false }]);
if (first.usage) client.capture({ distinctId: 'garden', event: 'inquirer' }); // gated: analytics
const second = await prompts({ type: 'confirm', name: 'usage', message: 'Do you agree that we send usage data?' });
if (second.usage) client.capture({ distinctId: 'garden', event: 'prompts' }); // gated: analytics
const third = await enquirer.prompt({ type: 'confirm', name: 'usage', message: 'Do you agree that we send usage data?', initial: false });
if (third.usage) client.capture({ distinctId: 'garden', event: 'enquirer' }); // gated: analytics
const fourth = await confirm({ message: 'Do you agree that we send usage data?', initialValue: false });
if (fourth === true) client.capture({ distinctId: 'garden', event: 'clack' }); // gated: analytics
