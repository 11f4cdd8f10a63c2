/**
 * The value of GitHub's `primaryLocationLineHash` for every line of a text: a rolling hash of the hundred characters that
 * begin at the line's first non-blank one, and a count that tells equal ones apart. Keeps alerts together while code moves.
 * The text is taken with its BOM. `hashes[0]` is line 1.
 */
export function lineHashes(text: string): readonly string[] {
  const ring = new Uint16Array(WINDOW);
  const marks = new Uint32Array(WINDOW);
  const counts = new Map<string, number>();
  const hashes: string[] = [];
  let high = 0;
  let low = 0;
  let at = 0;
  let line = 0;

  const emit = () => {
    const mark = marks[at] ?? 0;
    if (mark === 0) return;
    marks[at] = 0;
    const hash = high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
    const count = (counts.get(hash) ?? 0) + 1;
    counts.set(hash, count);
    hashes[mark - 1] = `${hash}:${count}`;
  };
  // hash = 37 · hash + unit − 37^100 · oldest, in 64 bits held as two halves. Every product stays below 2^53.
  const push = (unit: number) => {
    const oldest = ring[at] ?? 0;
    const sum = FACTOR * low + unit;
    const gone = POWER_LOW * oldest;
    const rest = (sum % HALF) - (gone % HALF);
    low = rest < 0 ? rest + HALF : rest;
    high = (FACTOR * high + Math.floor(sum / HALF) - (((POWER_HIGH * oldest) % HALF) + Math.floor(gone / HALF)) - (rest < 0 ? 1 : 0)) % HALF;
    if (high < 0) high += HALF;
    ring[at] = unit;
    at = (at + 1) % WINDOW;
  };

  let fresh = true;
  let afterReturn = false;
  for (let index = 0; index <= text.length; index += 1) {
    let unit = index === text.length ? END : text.charCodeAt(index);
    if (unit === 32 || unit === 9 || (unit === 10 && afterReturn)) {
      afterReturn = false;
      continue;
    }
    afterReturn = unit === 13;
    if (afterReturn) unit = 10;
    emit();
    if (fresh) {
      fresh = false;
      line += 1;
      marks[at] = line;
    }
    if (unit === 10) fresh = true;
    push(unit);
  }
  for (let step = 0; step < WINDOW; step += 1) {
    emit();
    push(0);
  }
  return hashes;
}

const WINDOW = 100;
const FACTOR = 37;
const END = 0xffff;
const HALF = 2 ** 32;
const POWER = BigInt.asUintN(64, BigInt(FACTOR) ** BigInt(WINDOW));
const POWER_HIGH = Number(POWER >> 32n);
const POWER_LOW = Number(POWER & 0xffffffffn);
