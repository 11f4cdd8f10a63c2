/** The known word that is only a slip away: a third of its letters at most. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const far = Math.max(1, Math.floor(word.length / 3));
  const ranked = known.map((candidate) => ({ candidate, slips: slips(word, candidate) })).sort((a, b) => a.slips - b.slips);
  return ranked.find((one) => one.slips <= far)?.candidate;
}

/** Letters to change, add, drop or swap with their neighbour to get from one word to the other. */
function slips(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const cell = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= from.length; row++) {
    rows.push([row]);
    for (let column = 1; column <= to.length; column++) {
      const changed = cell(row - 1, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const swapped = row > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1] ? cell(row - 2, column - 2) + 1 : changed;
      rows[row]?.push(Math.min(cell(row - 1, column) + 1, cell(row, column - 1) + 1, changed, swapped));
    }
  }
  return cell(from.length, to.length);
}
