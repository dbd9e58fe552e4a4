import type { Duplex } from 'node:stream';

/** What a process may touch. An engine brings the program, the jail the walls around it. */
export interface Jail {
  readonly kind: 'process' | 'bwrap' | 'container';
  start(program: JailedProgram): Promise<JailedProcess>;
}

/** A program that speaks frames over descriptor 3. */
export interface JailedProgram {
  /** For scratch directory names and logs: `kernel`, `renderer`. */
  readonly name: string;
  readonly executable: string;
  readonly args: readonly string[];
  /** Resident memory of the tree that the watchdog allows; the jail's own limits lie above it. */
  readonly memoryBytes: number;
}

export interface JailedProcess {
  readonly pid: number;
  /** Descriptor 3 of the child. */
  readonly channel: Duplex;
  /** A private directory, writable by the child, removed by `kill`. */
  readonly scratch: string;
  /** The user that the child must become before it reads anything untrusted; absent where that is not possible. */
  readonly identity: GuestIdentity | undefined;
  readonly exited: Promise<ExitReport>;
  /** Kills the whole process group, waits for the child's end and removes its scratch directory. Can be called again. */
  kill(): Promise<void>;
}

export interface GuestIdentity {
  readonly uid: number;
  readonly gid: number;
}

export interface ExitReport {
  readonly code: number | null;
  readonly signal: string | null;
  /** The end of what the child wrote to standard error: for logs, never for people. */
  readonly stderr: string;
}
