import { plain } from '../terminal.js';

/** Plain message text: brackets would start links, control characters have no business there. */
export function escapeText(text: string): string {
  return clean(text).replace(/[[\]\\]/g, '\\$&');
}

/** Text that Markdown shows as it is. */
export function escapeMarkdown(text: string): string {
  return clean(text)
    .replace(/[\\`*_[\]{}<>|~#!]/g, '\\$&')
    .replace(/&/g, '&amp;');
}

function clean(text: string): string {
  return text.split('\n').map(plain).join('\n');
}

/** A page of Markdown as running text: what is only markup goes, the words and the code stay. */
export function textOfMarkdown(page: string): string {
  return page
    .replace(/^```.*$/gm, '')
    .replace(/^#{1,6}\s+/gm, '')
    .replace(/\[([^\]\n]+)\]\([^)\s]+\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)([^\n]*?\S)\1/g, '$2')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Cuts to what GitHub takes, at a word. */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/\s+\S*$/, '')}…`;
}
