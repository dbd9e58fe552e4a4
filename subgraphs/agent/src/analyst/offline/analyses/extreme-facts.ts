import type { Fact, Quantity } from './analysis.ts';

interface Measured {
  readonly name: string;
  readonly value: number | null;
}

interface ExtremeOf {
  /** What the groups are groups of. */
  readonly by: string;
  /** What the value is of; none for the number of rows. */
  readonly columns: readonly string[];
  readonly statistic: Quantity;
}

/** The groups with the highest and the lowest value, with these values. */
export function extremeFacts(groups: readonly Measured[], { by, columns, statistic }: ExtremeOf): Fact[] {
  const known = groups.filter(({ value }) => value !== null).sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const [highest] = known;
  const lowest = known.at(-1);
  if (!highest || !lowest || known.length < 2) return [];
  return [['highest', highest] as const, ['lowest', lowest] as const].flatMap(([extreme, { name, value }]): Fact[] => [
    { quantity: 'entity', value: name, columns: [by], group: name, by, extreme },
    ...(value === null
      ? []
      : [{ quantity: 'entityValue' as const, value, columns, group: name, by, of: statistic, extreme }]),
  ]);
}
