import { NextResponse } from 'next/server';
import { redirect } from 'next/navigation';

const FORM = 'https://docs.google.com/forms/d/e/clock/viewform'; // none

// Whoever asks for these goes to another page, as by a link.
export function middleware() {
  return NextResponse.redirect(new URL('https://docs.google.com/forms/d/e/hands/viewform')); // none
}
export function GET() {
  redirect(FORM);
}
export function pay(_request, response) {
  response.redirect(302, 'https://checkout.stripe.com/pay/clock'); // none
}
export function rest(_request, response) {
  response.writeHead(302, { Location: 'https://docs.google.com/forms/d/e/rest/viewform' }); // none
  response.end();
}
export function props() {
  return { redirect: { destination: 'https://docs.google.com/forms/d/e/props/viewform', permanent: false } }; // none
}
export function ask() {
  window.location.href = 'https://docs.google.com/forms/d/e/ask/viewform'; // none
}
export function order() {
  location.assign('https://docs.google.com/forms/d/e/order/viewform'); // none
}
// This takes along what was written.
export function tell(name: string) {
  location.href = `https://docs.google.com/forms/d/e/tell/formResponse?entry.1=${name}`; // ungated
}
// Who signs in elsewhere comes back with what they know of him there.
export function signIn() {
  location.assign('https://kauth.kakao.com/oauth/authorize?client_id=clock&response_type=code'); // ungated
}
// This is asked by the program itself.
export function send(body: FormData) {
  return fetch(FORM, { method: 'POST', body, redirect: 'follow' }); // ungated
}
// What answers behind a path of ours is asked by us.
export const rewrites = [{ source: '/forms', destination: 'https://docs.google.com/forms/d/e/all/viewform' }]; // ungated
