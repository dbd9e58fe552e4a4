const maxFollowUps = 4;
const maxLength = 300;

/** An analyst's suggestions as they are shown: one line each, no two alike, and not the question that was asked. */
export function cleanFollowUps(suggested: readonly string[], question: string): readonly string[] {
  const seen = new Set(['', keyOf(question)]);
  const lines = suggested.map((text) => text.replace(/\s+/g, ' ').trim());
  return lines
    .filter((line) => {
      const isNew = !seen.has(keyOf(line)) && line.length <= maxLength;
      seen.add(keyOf(line));
      return isNew;
    })
    .slice(0, maxFollowUps);
}

function keyOf(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[?.!\s]+$/, '');
}
