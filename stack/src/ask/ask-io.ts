import type { Readable } from 'node:stream';

/** What the command reads and writes besides files. */
export interface AskIo {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Paths are relative to it. */
  readonly directory: string;
  /** Aborted when the person wants to leave: the run is cancelled, what was started is ended. */
  readonly signal: AbortSignal;
}
