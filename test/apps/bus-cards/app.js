import posthog from 'posthog-js';

export async function waits() {
  await wx.requirePrivacyAuthorize();
  posthog.capture('waits'); // gated
}

export function follows() {
  wx.requirePrivacyAuthorize().then(() => posthog.capture('follows')); // gated
}

// Comes after a refusal, too.
export function finishes() {
  wx.requirePrivacyAuthorize().finally(() => posthog.capture('finishes')); // ungated
}

export function goesOn() {
  wx.requirePrivacyAuthorize();
  posthog.capture('goes on'); // defective: result-ignored
}

export async function swallows() {
  try {
    await wx.requirePrivacyAuthorize();
  } catch {}
  posthog.capture('swallows'); // defective: result-ignored
}

// Another promise says nothing of it.
export async function signsIn() {
  await wx.login();
  posthog.capture('signs in'); // ungated
}
