import en from './en.json';
import ko from './ko.json';

export const language = navigator.language.startsWith('ko') ? 'ko' : 'en';

const texts = { ko, en } as const;

export type TextKey = keyof typeof ko;

export function t(key: TextKey): string {
  return texts[language][key];
}
