import { execFile } from 'node:child_process';
import { jailNames, type JailName } from './jail-options.ts';
import type { GuestIdentity } from './jail.ts';

const idsPerBlock = 256;

/**
 * Where blocks of ids begin, tried in order. systemd leaves 1879048192 to 2147483647 unused
 * (https://systemd.io/UIDS-GIDS/), room enough for each server of a machine to have its own; containers with user
 * namespaces often map only the first 65536.
 */
function blockStarts(block: number): number[] {
  const server = process.pid % 65_536;
  return [2_000_000_000 + (server * jailNames.length + block) * idsPerBlock, 64_000 + block * idsPerBlock];
}

/** Gives each child a user and a group of its own, so that children cannot signal or read one another. */
export class GuestIdentities {
  readonly #firstId: number;
  readonly #inUse = new Set<number>();

  constructor(firstId: number) {
    this.#firstId = firstId;
  }

  /** @throws RangeError when all are in use; the limit on kernels lies far below. */
  lease(): GuestIdentity {
    for (let id = this.#firstId; id < this.#firstId + idsPerBlock; id += 1) {
      if (this.#inUse.has(id)) continue;
      this.#inUse.add(id);
      return { uid: id, gid: id };
    }
    throw new RangeError('Every user id for sandboxed processes is in use');
  }

  release(identity: GuestIdentity): void {
    this.#inUse.delete(identity.uid);
  }
}

/** Absent unless this process is root on a machine that lets it give a process away. */
export async function probeGuestIdentities(name: JailName): Promise<GuestIdentities | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const firstId of blockStarts(jailNames.indexOf(name))) {
    if (await canBecome(firstId)) return new GuestIdentities(firstId);
  }
  return undefined;
}

function canBecome(id: number): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('/bin/sh', ['-c', ':'], { uid: id, gid: id, cwd: '/', env: {} }, (error) => resolve(error === null));
  });
}
