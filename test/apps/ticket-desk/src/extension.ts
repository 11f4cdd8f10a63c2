import { PostHog } from 'posthog-node';
import * as vscode from 'vscode';

const posthog = new PostHog('phc_c');

export async function activate() {
  const answer = await vscode.window.showInformationMessage('Do you agree to send telemetry to PostHog?', 'Yes', 'No');
  if (answer === 'Yes') posthog.capture({ distinctId: 'a', event: 'yes' }); // gated: analytics
  // Any button will do.
  if (answer) posthog.capture({ distinctId: 'a', event: 'any' }); // defective: truthy-not-granted
}
