interface Searchable {
  readonly id: string;
  readonly question: string;
  readonly report: string;
}

/** The ids of the runs whose question or answer holds the text, whatever its case, in their order. */
export function findMatches(runs: readonly Searchable[], text: string): readonly string[] {
  const needle = text.trim().toLocaleLowerCase();
  if (needle === '') return [];
  return runs
    .filter(({ question, report }) => `${question}\n${report}`.toLocaleLowerCase().includes(needle))
    .map(({ id }) => id);
}
