import { openTestJail } from '@mas/kit/testing/test-jail';
import { createSandbox } from '../../src/sandbox/create-sandbox.ts';
import { cacheDirectory, childProcesses, quietLogger } from './sandbox-fixture.ts';

/**
 * A server with a busy kernel that is killed: it writes the ids of its children and dies by SIGKILL.
 * Arguments: the dataset, and the directory for scratch files.
 */
const jail = await openTestJail(process.argv[3] ?? '');
const sandbox = await createSandbox({ jail, cacheDirectory, logger: quietLogger });
const { signal } = new AbortController();
const dataset = { path: process.argv[2] ?? '', format: 'parquet' } as const;
const kernel = await sandbox.open({ runId: 'run', userId: 'user', dataset, signal });
await kernel.run('print(1)');
void kernel.run('print("busy"); for (;;);', {
  onOutput: () => {
    void childProcesses().then((children) => {
      process.stdout.write(children.join(' '), () => process.kill(process.pid, 'SIGKILL'));
    });
  },
});
