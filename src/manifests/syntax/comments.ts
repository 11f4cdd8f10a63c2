/**
 * The same text with blanks for its comments, so that offsets stay. Texts in quotes are left alone; a quote that is not
 * closed ends with its line, and one of three with the file. `#` begins a comment where `hash` says so, else `//` and `/*`.
 */
export function withoutComments(text: string, hash: boolean): string {
  const parts: string[] = [];
  let kept = 0;
  const token = hash ? /#[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g : /\/\/[^\n]*|\/\*|"""|'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [match] = found;
    if (match === '"""' || match === "'''") {
      const close = text.indexOf(match, token.lastIndex);
      token.lastIndex = close < 0 ? text.length : close + 3;
      continue;
    }
    if (!match.startsWith('#') && !match.startsWith('/')) continue;
    const close = match === '/*' ? text.indexOf('*/', token.lastIndex) : found.index + match.length - 2;
    const end = close < 0 ? text.length : close + 2;
    parts.push(text.slice(kept, found.index), text.slice(found.index, end).replace(/[^\n\r]/g, ' '));
    kept = end;
    token.lastIndex = end;
  }
  return kept === 0 ? text : parts.join('') + text.slice(kept);
}

/** Where the bracket that opens at a place closes; the end of the text where it does not. Quotes are passed over. */
export function closingOf(text: string, open: number, most = 20_000): number {
  const opening = text[open];
  const closing = opening === '(' ? ')' : opening === '[' ? ']' : '}';
  const end = Math.min(text.length, open + most);
  let depth = 0;
  let quote = '';
  for (let at = open; at < end; at++) {
    const sign = text[at] ?? '';
    if (quote !== '') {
      if (sign === '\\') at++;
      else if (sign === quote || sign === '\n') quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === opening) depth++;
    else if (sign === closing && --depth === 0) return at;
  }
  return end;
}
