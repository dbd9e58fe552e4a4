/** How cautiously code is written; repairs change it. */
export interface Variant {
  /** Reads every value through TRY_CAST: a bad one becomes null instead of an error. */
  readonly tolerant: boolean;
  readonly charts: boolean;
  /** Works on a sample of the rows: for what takes too long or too much memory. */
  readonly sampled: boolean;
}

export const plainVariant: Variant = { tolerant: false, charts: true, sampled: false };

export const SAMPLE_ROWS = 100_000;
/** By this a sampled variant's code is known: charts draw smaller samples. */
export const sampleClause = `USING SAMPLE reservoir(${SAMPLE_ROWS} ROWS) REPEATABLE (42)`;
