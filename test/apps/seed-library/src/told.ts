const listeners = new Set<(yes: boolean) => void>();
export const onAnswer = (listener: (yes: boolean) => void) => listeners.add(listener);
export const tellAnswer = (yes: boolean) => listeners.forEach((listener) => listener(yes));
