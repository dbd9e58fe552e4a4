import { join } from 'node:path';
import { bindFile } from './bind-file.ts';
import type { GuestIdentities } from './guest-identity.ts';
import type { GuestIdentity, JailedProcess, JailedProgram, ProgramPlaces } from './jail.ts';
import type { ChildDirectory, ScratchRoot } from './scratch-directory.ts';
import type { SpawnedChild } from './spawn-child.ts';

export interface DirectoryOptions {
  readonly scratchRoot: ScratchRoot;
  readonly identities: GuestIdentities | undefined;
  readonly program: JailedProgram;
}

export interface StartPlace {
  readonly directory: ChildDirectory;
  readonly identity: GuestIdentity | undefined;
}

export interface StartedChild {
  readonly child: SpawnedChild;
  readonly places: ProgramPlaces;
  /** Whom the child must still become. */
  readonly becomes: GuestIdentity | undefined;
  /** Whether the child sees the server's file system. */
  readonly seesPaths: boolean;
}

/** Gives a child its directories and its user, and takes both back when it has ended, or could not be started. */
export async function startInDirectory(
  { scratchRoot, identities, program }: DirectoryOptions,
  start: (place: StartPlace) => Promise<StartedChild>,
): Promise<JailedProcess> {
  const identity = identities?.lease();
  const directory = await scratchRoot.create(program.name, identity);
  const release = async (): Promise<void> => {
    await directory.remove();
    if (identity) identities?.release(identity);
  };
  try {
    const { child, places, becomes, seesPaths } = await start({ directory, identity });
    const kill = async (): Promise<void> => {
      await child.kill();
      await release();
    };
    let killed: Promise<void> | undefined;
    return {
      pid: child.pid,
      channel: child.channel,
      exited: child.exited,
      places,
      scratch: directory.scratch,
      identity: becomes,
      async bind(source, name) {
        await bindFile({ source, name, directory: directory.data, identity, seesPaths });
        return join(places.data, name);
      },
      kill: () => (killed ??= kill()),
    };
  } catch (error) {
    await release();
    throw error;
  }
}
