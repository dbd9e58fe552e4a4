import type { Duplex } from 'node:stream';

/** From the weakest to the strongest. */
export const jailKinds = ['process', 'seatbelt', 'unshare', 'bwrap'] as const;
export type JailKind = (typeof jailKinds)[number];

/** What a process may touch. An engine brings the program, the jail the walls around it. */
export interface Jail {
  readonly kind: JailKind;
  /** @throws Error when the machine cannot start the process. */
  start(program: JailedProgram): Promise<JailedProcess>;
  /** Removes what the jail keeps for all of its children. They must have ended. */
  dispose(): Promise<void>;
}

/** A program that speaks frames over descriptor 3. */
export interface JailedProgram {
  /** For scratch directory names and logs: `kernel`, `renderer`. */
  readonly name: string;
  /** An absolute path. */
  readonly executable: string;
  /** The program's own files: readable as a whole, and nothing of it writable. */
  readonly directory: string;
  /** The arguments, given where the program finds its directory and what is bound for it. */
  readonly args: (places: ProgramPlaces) => readonly string[];
  /** More files that it reads, under the names that they have outside: fonts. */
  readonly files?: readonly string[];
  /** Resident memory of the tree that the watchdog allows; the jail's own limits lie above it. */
  readonly memoryBytes: number;
}

/** Directories as the child names them. */
export interface ProgramPlaces {
  readonly directory: string;
  /** Where `bind` puts files. */
  readonly data: string;
  /** The only place that it may write to. */
  readonly scratch: string;
}

export interface JailedProcess {
  readonly pid: number;
  /** Descriptor 3 of the child. */
  readonly channel: Duplex;
  readonly places: ProgramPlaces;
  /** The directory `places.scratch` as the server names it. What lies in it is the child's: never follow its links. */
  readonly scratch: string;
  /** The user that the child must become before it reads anything untrusted; absent where it starts as that user. */
  readonly identity: GuestIdentity | undefined;
  readonly exited: Promise<ExitReport>;
  /**
   * Makes a file of the server's readable for the child, under a plain name of the caller's choosing, and returns the path as
   * the child names it.
   */
  bind(path: string, name: string): Promise<string>;
  /** Kills the whole process tree, waits for the child's end and removes its directories. Can be called again. */
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
