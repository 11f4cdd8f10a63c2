export const ALLOWED = 'seeds:allowed';
export const ANSWERED = 'seeds:answered';
export const shelf = new EventTarget();
export const fire = (name: string, detail: unknown) => window.dispatchEvent(new CustomEvent(name, { detail }));
