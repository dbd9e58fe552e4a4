/** How slow the other end of a connection may be before it is cut: all that holds something here moves, or goes. */
export interface Pace {
  /** For the head of a request. */
  readonly headersMs: number;
  /** A connection between two requests. */
  readonly keepAliveMs: number;
  /** Over so long in which there was room for more ... */
  readonly senderWindowMs: number;
  /** ... the sender of a body must bring so much. Whoever is slow but steady may take as long as it needs. */
  readonly minSentBytesPerSecond: number;
  /** How long what waits for the reader of an answer may lie there without anything of it being taken ... */
  readonly readerSilenceMs: number;
  /** ... and how much longer than that the whole of it may take. */
  readonly minReadBytesPerSecond: number;
}

export const defaultPace: Pace = {
  headersMs: 15_000,
  keepAliveMs: 65_000,
  senderWindowMs: 30_000,
  minSentBytesPerSecond: 1_024,
  readerSilenceMs: 60_000,
  minReadBytesPerSecond: 16 * 1_024,
};
