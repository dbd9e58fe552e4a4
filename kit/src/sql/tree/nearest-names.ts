const mostNames = 3;
const mostCharacters = 60;

/** The names nearest to a mistyped one; none when all are far. */
export function nearestNames(name: string, names: Iterable<string>): string[] {
  if (name.length > mostCharacters) return [];
  let most = Math.floor(name.length / 2);
  let nearest: string[] = [];
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) > most) continue;
    const distance = editDistance(name, candidate);
    if (distance < most) nearest = [];
    if (distance <= most) nearest.push(candidate);
    most = Math.min(most, distance);
  }
  return nearest.slice(0, mostNames);
}

/** Levenshtein's distance, row by row. */
function editDistance(first: string, second: string): number {
  let row = Array.from({ length: second.length + 1 }, (_, index) => index);
  for (let i = 1; i <= first.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= second.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (first[i - 1] === second[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
