import { realpath } from 'node:fs/promises';
import { guestEnvironment } from './guest-environment.ts';
import type { JailOptions } from './jail-options.ts';
import type { Jail } from './jail.ts';
import { ScratchRoot } from './scratch-directory.ts';
import { seatbeltProfile } from './seatbelt-profile.ts';
import { spawnChild } from './spawn-child.ts';
import { startInDirectory } from './start-in-directory.ts';
import { findTool } from './system-tool.ts';

/**
 * The jail by macOS's own sandbox. Its profile is tested by what it says; what it holds is tried out at each start, as for the
 * other jails. @throws Error with the reason when it cannot be had here.
 */
export async function createSeatbeltJail({ scratchDirectory }: JailOptions): Promise<Jail> {
  if (process.platform !== 'darwin') throw new Error('sandbox-exec is for macOS');
  const sandboxExec = await findTool('sandbox-exec');
  const scratchRoot = await ScratchRoot.open(scratchDirectory, false);
  return {
    kind: 'seatbelt',
    start: (program) =>
      startInDirectory({ scratchRoot, identities: undefined, program }, async ({ directory }) => {
        const [executable, programDirectory, data, scratch] = (await Promise.all(
          [program.executable, program.directory, directory.data, directory.scratch].map((path) => realpath(path)),
        )) as [string, string, string, string]; // as many as were asked for
        const places = { directory: programDirectory, data, scratch };
        const profile = seatbeltProfile({ executable, places, files: program.files ?? [] });
        const child = await spawnChild({
          command: sandboxExec,
          args: ['-p', profile, executable, ...program.args(places)],
          cwd: scratch,
          env: guestEnvironment(scratch),
          memoryBytes: program.memoryBytes,
        });
        return { child, places, becomes: undefined, seesPaths: false };
      }),
    dispose: () => Promise.resolve(),
  };
}
