import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { runVariables } from './shared-stores.ts';

/** From jest's setup to its teardown: it calls them in one process and hands nothing on. */
let keeper: ChildProcess | undefined;

/** Starts the process that keeps what the suites share, and tells the processes of the suites, which are yet to start. */
export async function startKeeper(): Promise<void> {
  keeper = fork(join(import.meta.dirname, 'keeper.ts'), { execArgv: [] });
  const run = (await nextMessage(keeper)) as { readonly id: string; readonly url: string }; // keeper.ts sends that first
  process.env[runVariables.id] = run.id;
  process.env[runVariables.url] = run.url;
}

/** @throws Error when the suites left something behind. */
export async function endKeeper(): Promise<void> {
  if (keeper === undefined) return;
  keeper.send('end');
  const { problem } = (await nextMessage(keeper)) as { readonly problem: string | null }; // and that last
  if (problem !== null) throw new Error(problem);
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const exit = once(child, 'exit').then(() => {
    throw new Error('The process that keeps what the suites share has ended');
  });
  const [message] = (await Promise.race([once(child, 'message'), exit])) as [unknown];
  return message;
}
