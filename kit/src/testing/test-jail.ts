import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJail, type JailChoice } from '../sandbox/create-jail.ts';
import type { Jail } from '../sandbox/jails/jail.ts';
import { testLogger } from './test-logger.ts';

/** Built programs, kept between test runs: its entries are named by their content. */
export const testProgramCache = join(tmpdir(), 'mas-test-sandbox-cache');

/** The jail that people have on this machine, or the one that is named. The caller disposes it. */
export function openTestJail(scratchDirectory: string, preferred: JailChoice['preferred'] = 'auto'): Promise<Jail> {
  return createJail({ preferred }, { scratchDirectory, name: 'kernels', logger: testLogger });
}
