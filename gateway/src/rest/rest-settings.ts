export interface RestSettings {
  readonly maxBodyBytes: number;
  readonly bodyTimeoutMs: number;
  readonly maxUploadBytes: number;
  /** A stream is never silent for longer. */
  readonly pingMs: number;
  /** A reader that takes nothing for so long is taken to be gone. */
  readonly stalledReaderMs: number;
  /** How long to wait before following a run again that was lost sight of; one entry an attempt in a row. */
  readonly followAgainMs: readonly number[];
}

export const defaultRestSettings: RestSettings = {
  maxBodyBytes: 1024 ** 2,
  bodyTimeoutMs: 15_000,
  maxUploadBytes: 1024 ** 3,
  pingMs: 10_000,
  stalledReaderMs: 60_000,
  followAgainMs: [250, 500, 1_000, 2_000, 4_000],
};
