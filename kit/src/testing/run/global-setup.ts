import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { runVariables } from './shared-stores.ts';

/** From the setup to the teardown: jest calls them in one process and hands nothing on. */
export const keeper: { process?: ChildProcess } = {};

/** Called by jest once, before the first suite. */
export default async function setUp(): Promise<void> {
  keeper.process = fork(join(import.meta.dirname, 'keeper.ts'), { execArgv: [] });
  const [run] = (await once(keeper.process, 'message')) as [{ readonly id: string; readonly url: string }];
  process.env[runVariables.id] = run.id;
  process.env[runVariables.url] = run.url;
}
