const maxListed = 10;
const maxCharacters = 400;

const groups = {
  unnamed: (names: string) => `Columns without a name were given one: ${names}.`,
  renamed: (names: string) => `Column names that occurred twice were told apart: ${names}.`,
  short: (lines: string) => `Rows with too few values were filled up with empty ones: ${lines}.`,
  long: (lines: string) =>
    `Rows with more values than the header has names: ${lines}. The values further right are in columns of their own.`,
  ambiguousDate: (names: string) => `Dates that could be day first or month first were left as text: ${names}.`,
  infinite: (names: string) => `Infinite values are left out of the figures: ${names}.`,
};

export type WarningGroup = keyof typeof groups;

/** What a reader of the data should know, bounded: of many alike a few are listed and all are counted. */
export class Warnings {
  readonly #texts: string[] = [];
  readonly #items = new Map<WarningGroup, { listed: string[]; count: number }>();

  add(text: string): void {
    this.#texts.push(text);
  }

  addItem(group: WarningGroup, item: string): void {
    const entry = this.#items.get(group) ?? { listed: [], count: 0 };
    this.#items.set(group, entry);
    entry.count += 1;
    if (entry.listed.length < maxListed) entry.listed.push(item.slice(0, maxCharacters));
  }

  clear(group: WarningGroup): void {
    this.#items.delete(group);
  }

  toArray(): string[] {
    const grouped = [...this.#items].map(([group, { listed, count }]) => {
      const more = count - listed.length;
      return groups[group](listed.join(', ') + (more > 0 ? ` and ${more} more` : ''));
    });
    return [...this.#texts, ...grouped];
  }
}
