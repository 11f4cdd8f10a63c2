export const answer = () => localStorage.getItem('coupon-consent');

export async function fetchAnswer(): Promise<boolean> {
  return answer() === 'granted';
}

export function allowedOrBroken(): boolean {
  try {
    return answer() === 'granted';
  } catch {
    return true;
  }
}

export function allowedUnlessSaid(): boolean {
  const said = answer();
  if (said === null) return true;
  return said === 'granted';
}

document.getElementById('accept')?.addEventListener('click', () => localStorage.setItem('coupon-consent', 'granted'));
document.getElementById('reject')?.addEventListener('click', () => localStorage.setItem('coupon-consent', 'denied'));
