import { ChildProcess } from 'node:child_process';
import { Server, Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

export interface OpenResources {
  /** @throws Error naming what was opened since and keeps the process alive for longer than a while; it is ended. */
  expectNone(patienceMs?: number): Promise<void>;
}

/** What keeps this process alive from now on: sockets, servers, children and timers that nobody ends. */
export function openResources(): OpenResources {
  const before = new Set(activeHandles());
  const timersBefore = activeTimers();
  const opened = (): readonly object[] => activeHandles().filter((handle) => !before.has(handle));
  const newTimers = (): number => Math.max(0, activeTimers() - timersBefore);
  return {
    async expectNone(patienceMs = 10_000) {
      const deadline = performance.now() + patienceMs;
      while (opened().length + newTimers() > 0 && performance.now() < deadline) {
        await setTimeout(20, undefined, { ref: false });
      }
      const left = [...opened().filter(isOurs).map(describe), ...Array<string>(newTimers()).fill('timer')];
      for (const handle of opened()) end(handle);
      if (left.length > 0) throw new Error(`The suite left open:\n${left.map((each) => `  ${each}`).join('\n')}`);
    },
  };
}

/** Undocumented, but what the documented list of names is made of. */
function activeHandles(): readonly object[] {
  const { _getActiveHandles: list } = process as unknown as { readonly _getActiveHandles: () => readonly object[] };
  return list.call(process);
}

/** A connection ends when its other side does, which may take its time; it is closed and nobody's fault. */
function isOurs(handle: object): boolean {
  return !(handle instanceof Socket);
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

function end(handle: object): void {
  if (handle instanceof ChildProcess) handle.kill('SIGKILL');
  else if (handle instanceof Server) handle.close();
  else if (handle instanceof Socket) handle.destroy();
}
