import { rm } from 'node:fs/promises';
import { probeGuestIdentities } from './guest-identity.ts';
import { guestEnvironment } from './guest-environment.ts';
import type { JailOptions } from './jail-options.ts';
import type { GuestIdentity, Jail, JailedProgram, JailKind } from './jail.ts';
import { createPrivateRoot, privatePlaces, type PrivateRoot } from './private-root.ts';
import { ScratchRoot, type ChildDirectory } from './scratch-directory.ts';
import { spawnChild, type ChildCommand } from './spawn-child.ts';
import { startInDirectory } from './start-in-directory.ts';

export interface RootedChild {
  readonly root: PrivateRoot;
  readonly directory: ChildDirectory;
  readonly program: JailedProgram;
  /** Whom the child must be before its program starts; the server's own user where absent. */
  readonly identity: GuestIdentity | undefined;
  /** The program's arguments, as it is to be started within the root. */
  readonly args: readonly string[];
}

export interface Walls {
  readonly kind: JailKind;
  /** Tools that are needed within the root. */
  readonly tools: Readonly<Record<string, string>>;
  /** Makes what the command needs for every child, in a directory that is the jail's own. */
  prepare?(directory: string): Promise<void>;
  /** The command that raises the walls and then becomes the program. */
  command(child: RootedChild): Promise<Pick<ChildCommand, 'command' | 'args' | 'input'>>;
}

/** A jail whose children have a root of their own; how they get it is the walls' concern. */
export async function createPrivateRootJail(
  walls: Walls,
  { scratchDirectory, name, logger }: JailOptions,
): Promise<Jail> {
  const identities = await probeGuestIdentities(name);
  if (!identities && process.getuid?.() === 0) throw new Error('Root cannot give processes another user here');
  const scratchRoot = await ScratchRoot.open(scratchDirectory, false);
  const own = await scratchRoot.createPlain('jail');
  await walls.prepare?.(own);
  const roots = new Map<string, Promise<PrivateRoot>>();
  const rootOf = (program: JailedProgram): Promise<PrivateRoot> => {
    const key = `${program.executable}\n${program.directory}\n${program.files?.join('\n')}`;
    let root = roots.get(key);
    if (root === undefined) {
      root = createPrivateRoot({ scratchRoot, program, tools: walls.tools });
      roots.set(key, root);
    }
    return root;
  };
  logger.debug({ jail: walls.kind }, 'a jail was prepared');
  return {
    kind: walls.kind,
    start: (program) =>
      startInDirectory({ scratchRoot, identities, program }, async ({ directory, identity }) => {
        const root = await rootOf(program);
        const args = program.args(privatePlaces);
        const child = await spawnChild({
          ...(await walls.command({ root, directory, program, identity, args })),
          cwd: '/',
          env: guestEnvironment(privatePlaces.scratch),
          memoryBytes: program.memoryBytes,
        });
        return { child, places: privatePlaces, becomes: undefined, seesPaths: false };
      }),
    async dispose() {
      const made = await Promise.allSettled([...roots.values()]);
      await Promise.all(made.flatMap((root) => (root.status === 'fulfilled' ? [root.value.dispose()] : [])));
      await rm(own, { recursive: true, force: true });
    },
  };
}
