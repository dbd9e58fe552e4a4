const maxFollowUps = 4;
const maxLength = 300;

/** An analyst's suggestions as they are shown: one line each, no two alike, and none of the questions that were asked. */
export function cleanFollowUps(suggested: readonly string[], asked: readonly string[]): readonly string[] {
  const seen = new Set(['', ...asked.map(keyOf)]);
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
    .toLowerCase()
    .replace(/[`"“”'‘’*]/g, '')
    .replace(/[?.!\s]+/g, ' ')
    .trim();
}
