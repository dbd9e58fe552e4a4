import { guestEnvironment } from './guest-environment.ts';
import { probeGuestIdentities } from './guest-identity.ts';
import type { Jail } from './jail.ts';
import type { JailOptions } from './jail-options.ts';
import { ScratchRoot } from './scratch-directory.ts';
import { spawnChild } from './spawn-child.ts';
import { startInDirectory } from './start-in-directory.ts';

const maxThreads = 128;

/**
 * The jail that every machine has: one process with nothing of ours in its environment, and its own group and user. It holds
 * what stays within the program's own walls (the isolate, Node's permission model); native code in it is the account's.
 */
export async function createProcessJail({ scratchDirectory, name, logger }: JailOptions): Promise<Jail> {
  const identities = await probeGuestIdentities(name);
  if (!identities && process.getuid?.() === 0) {
    logger.warn('The server runs as root and cannot give sandboxed processes another user: they run as root too');
  }
  const scratchRoot = await ScratchRoot.open(scratchDirectory, identities !== undefined);
  return {
    kind: 'process',
    start: (program) =>
      startInDirectory({ scratchRoot, identities, program }, async ({ directory, identity }) => {
        const places = { directory: program.directory, data: directory.data, scratch: directory.scratch };
        const child = await spawnChild({
          command: program.executable,
          args: program.args(places),
          cwd: directory.scratch,
          env: guestEnvironment(directory.scratch),
          memoryBytes: program.memoryBytes,
          ...(identity && { maxProcesses: maxThreads }),
        });
        return { child, places, becomes: identity, seesPaths: true };
      }),
    dispose: () => Promise.resolve(),
  };
}
