import type { SourceKind } from './grounding.ts';
import type { SourceNumber } from './source-numbers.ts';

/** When several sources have a number, the one that was computed for it is named. */
const priority: Readonly<Record<SourceKind, number>> = {
  result: 0,
  table: 1,
  output: 2,
  chart: 3,
  dataset: 4,
  question: 5,
};

const kinds = Object.keys(priority).length;

/** The numbers of the sources, sorted, for searches by value. */
export class SourceIndex {
  readonly #numbers: readonly SourceNumber[];
  readonly #values: Float64Array;
  readonly #pValues: readonly SourceNumber[];

  constructor(numbers: readonly SourceNumber[]) {
    this.#numbers = numbers.toSorted((one, other) => one.value - other.value);
    this.#values = Float64Array.from(this.#numbers, ({ value }) => value);
    this.#pValues = numbers.filter(({ isPValue, value }) => isPValue && value >= 0 && value <= 1);
  }

  /** The best source within the tolerance: exact before rounded, then by kind, then by distance. */
  find(value: number, tolerance: number): SourceNumber | undefined {
    // Values at the edge of rounding (0.125 for 0.13) are not lost to the representation of floating-point numbers.
    if (!Number.isFinite(value) || !Number.isFinite(tolerance)) return undefined;
    const reach = tolerance * (1 + 1e-6) + Math.abs(value) * 1e-12;
    let best: SourceNumber | undefined;
    for (let at = this.#lowerBound(value - reach); at < this.#values.length; at++) {
      const candidate = this.#numbers[at];
      if (!candidate || candidate.value > value + reach) break;
      if (!best || isBetter(candidate, best, value)) best = candidate;
    }
    return best;
  }

  findPValue(bound: number, side: 'below' | 'above'): SourceNumber | undefined {
    return this.#pValues.find(({ value }) => (side === 'below' ? value <= bound : value >= bound));
  }

  #lowerBound(value: number): number {
    let low = 0;
    let high = this.#values.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#values[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isBetter(candidate: SourceNumber, best: SourceNumber, value: number): boolean {
  const difference = rank(candidate, value) - rank(best, value);
  return difference < 0 || (difference === 0 && Math.abs(candidate.value - value) < Math.abs(best.value - value));
}

/** What needs no rounding comes first. */
function rank({ kind, value: found }: SourceNumber, value: number): number {
  return priority[kind] + (found === value ? 0 : kinds);
}
