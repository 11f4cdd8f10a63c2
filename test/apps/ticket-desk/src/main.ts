import { app, dialog } from 'electron';
import { PostHog } from 'posthog-node';

const posthog = new PostHog('phc_b');

const question = { message: 'Do you agree that usage data is sent to PostHog in the US?', buttons: ['No', 'Yes'] };

app.whenReady().then(async () => {
  const { response } = await dialog.showMessageBox(question);
  if (response === 1) posthog.capture({ distinctId: 'a', event: 'agreed' }); // gated: analytics
  if (response === 0) posthog.capture({ distinctId: 'a', event: 'refused' }); // defective: other-branch-sends
  if (response) posthog.capture({ distinctId: 'a', event: 'truthy' }); // gated: analytics

  // One button leaves no choice.
  const told = dialog.showMessageBoxSync({ message: 'You agree that usage data is sent to PostHog.', buttons: ['OK'] });
  if (told === 0) posthog.capture({ distinctId: 'a', event: 'told' }); // ungated
});
