/** What a byte can be part of, as bits in one table. */
const WORD = 1;
const HOST = 2;
const QUOTE = 4;
const SPACE = 8;

const KINDS = new Uint8Array(256);
mark('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', WORD | HOST);
mark('_$', WORD);
mark('-', HOST);
mark('\'"`', QUOTE);
mark(' \t\r\n\v\f', SPACE);

function mark(characters: string, bits: number): void {
  for (const character of characters) {
    const code = character.charCodeAt(0);
    KINDS[code] = (KINDS[code] ?? 0) | bits;
  }
}

/** Holds if the byte can be inside of an identifier. `undefined` is the end of the file. */
export function isWordByte(byte: number | undefined): boolean {
  return byte !== undefined && ((KINDS[byte] ?? 0) & WORD) !== 0;
}

/** Holds if the byte can be inside of one label of a host name. */
export function isHostByte(byte: number | undefined): boolean {
  return byte !== undefined && ((KINDS[byte] ?? 0) & HOST) !== 0;
}

export function isQuote(byte: number | undefined): boolean {
  return byte !== undefined && ((KINDS[byte] ?? 0) & QUOTE) !== 0;
}

export function isSpace(byte: number | undefined): boolean {
  return byte !== undefined && ((KINDS[byte] ?? 0) & SPACE) !== 0;
}

/** Holds if `start..end` is not the middle of a longer identifier. */
export function standsAsWord(bytes: Uint8Array, start: number, end: number): boolean {
  const runsOn = isWordByte(bytes[end - 1]) && isWordByte(bytes[end]);
  return !runsOn && !(isWordByte(bytes[start]) && isWordByte(bytes[start - 1]));
}
