import { app, dialog } from 'electron';
import { PostHog } from 'posthog-node';

const posthog = new PostHog('phc_b');

const question = { message: 'Do you agree that usage data is sent to PostHog in the US?', buttons: ['No', 'Yes'] };

app.whenReady().then(async () => {
  const { response } = await dialog.showMessageBox(question);
  if (response === 1) posthog.capture({ distinctId: 'a', event: 'agreed' }); // gated: analytics
  if (response === 0) posthog.capture({ distinctId: 'a', event: 'refused' }); // defective: other-branch-sends
  if (response) posthog.capture({ distinctId: 'a', event: 'truthy' }); // gated: analytics

  // Who closes this box is answered for with the first button.
  const closed = await dialog.showMessageBox({ message: 'Do you agree that usage data is sent to PostHog?', buttons: ['Agree', 'Later'] });
  if (closed.response === 0) posthog.capture({ distinctId: 'a', event: 'closed' }); // defective: implicit-act
  const kept = await dialog.showMessageBox({ message: 'Do you agree that usage data is sent to PostHog?', buttons: ['Agree', 'Later'], cancelId: 1 });
  if (kept.response === 0) posthog.capture({ distinctId: 'a', event: 'kept' }); // gated: analytics

  // One button leaves no choice.
  const told = dialog.showMessageBoxSync({ message: 'You agree that usage data is sent to PostHog.', buttons: ['OK'] });
  if (told === 0) posthog.capture({ distinctId: 'a', event: 'told' }); // ungated
});
