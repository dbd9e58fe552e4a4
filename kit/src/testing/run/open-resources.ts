import { ChildProcess } from 'node:child_process';
import { Server, Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

export interface OpenResources {
  /** @throws Error naming what was opened since and keeps the process alive, when it does so for a while. */
  expectNone(): Promise<void>;
}

const patienceMs = 10_000;

/** What keeps this process alive from now on: sockets, servers, children and timers that nobody ends. */
export function openResources(): OpenResources {
  const before = new Set(activeHandles());
  const timersBefore = activeTimers();
  const opened = (): readonly string[] => {
    const handles = activeHandles().filter((handle) => !before.has(handle));
    const timers = activeTimers() - timersBefore;
    return [...handles.map(describe), ...(timers > 0 ? [`timers: ${timers}`] : [])];
  };
  return {
    async expectNone() {
      const deadline = performance.now() + patienceMs;
      let left = opened();
      while (left.length > 0 && performance.now() < deadline) {
        await setTimeout(20, undefined, { ref: false });
        left = opened();
      }
      if (left.length > 0) throw new Error(`The suite left open:\n${left.map((each) => `  ${each}`).join('\n')}`);
    },
  };
}

/** Undocumented, but what the documented list of names is made of. */
function activeHandles(): readonly object[] {
  const { _getActiveHandles: list } = process as unknown as { readonly _getActiveHandles: () => readonly object[] };
  return list.call(process);
}

function activeTimers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}

function describe(handle: object): string {
  if (handle instanceof ChildProcess) return `process ${handle.pid ?? ''}: ${handle.spawnargs.join(' ').slice(0, 200)}`;
  if (handle instanceof Server) return `server at ${JSON.stringify(handle.address())}`;
  if (handle instanceof Socket)
    return `socket ${handle.localPort ?? ''} to ${handle.remoteAddress ?? ''}:${handle.remotePort ?? ''}`;
  return handle.constructor.name;
}
