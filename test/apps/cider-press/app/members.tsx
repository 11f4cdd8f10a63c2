'use client';
import { initializeApp } from 'firebase/app';
import { getAuth, signInAnonymously } from 'firebase/auth';

// Starts whatever the press uses of the package: here no more than its sign-in.
const app = initializeApp({ projectId: 'cider-press' }); // none

export function Members() {
  return <button onClick={() => signInAnonymously(getAuth(app))}>Come in</button>; // ungated to: US firebase-auth
}
