import { confirm } from '@inquirer/prompts';

const isAgreed = await confirm({ message: 'Do you agree that usage data is sent to Amplitude?', default: false });
if (isAgreed) fetch('https://api2.amplitude.com/2/httpapi', { method: 'POST', body: 'agreed' }); // gated: analytics

// The Enter key alone says yes.
if (await confirm({ message: 'Do you agree that usage data is sent to Amplitude?' })) fetch('https://api2.amplitude.com/2/httpapi', { method: 'POST', body: 'entered' }); // ungated
