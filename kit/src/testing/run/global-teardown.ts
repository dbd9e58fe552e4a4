import { once } from 'node:events';
import { keeper } from './global-setup.ts';

/** Called by jest once, after the last suite. @throws Error when the suites left something behind: it fails the run. */
export default async function tearDown(): Promise<void> {
  if (keeper.process === undefined) return;
  keeper.process.send('end');
  const [{ problem }] = (await once(keeper.process, 'message')) as [{ readonly problem: string | null }];
  if (problem !== null) throw new Error(problem);
}
