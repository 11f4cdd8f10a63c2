import type { Gap } from '../../model/place.js';
import { MOST_GAPS } from './tree.js';

/**
 * What is wrong with a text before any format looks at it. Marks of a merge that was not finished are blanked out, so that
 * both sides are read; bytes that are no UTF-8, and zeros, are said and stay.
 */
export function sound(file: string, text: string): { readonly text: string; readonly gaps: readonly Gap[] } {
  const gaps: Gap[] = [];
  const add = (at: number, why: string) => gaps.push({ stage: 'manifests', file, at, why });
  const lost = text.indexOf('\ufffd');
  if (lost >= 0) add(lost, 'not all of it is UTF-8: some signs are lost');
  const zero = text.indexOf('\0');
  if (zero >= 0) add(zero, 'holds zero bytes: binary, or UTF-16 without its mark');
  if (!text.includes('<<<<<<< ') && !text.includes('>>>>>>> ')) return { text, gaps };
  const clean = text.replace(/^(?:<{7} .*|={7}|>{7} .*|\|{7}(?: .*)?)(?=\r?$)/gm, (mark: string, at: number) => {
    if (mark.startsWith('<') && gaps.length < MOST_GAPS) add(at, 'a merge that was not finished: both sides are read');
    return ' '.repeat(mark.length);
  });
  return { text: clean, gaps };
}
