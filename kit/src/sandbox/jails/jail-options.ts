import type { Logger } from '../../logger.ts';

export interface JailOptions {
  /** For the private directories of children. */
  readonly scratchDirectory: string;
  /** Jails of one process have different names, which keeps the users of their children apart. */
  readonly name: JailName;
  readonly logger: Logger;
}

/** Where each jail's users begin, as a number of blocks. */
export const jailNames = ['kernels', 'profiler'] as const;
export type JailName = (typeof jailNames)[number];
