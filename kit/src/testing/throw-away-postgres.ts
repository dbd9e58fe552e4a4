import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded-postgres.ts';
import { testLogger } from './test-logger.ts';

/** An embedded server whose data goes with it. */
export async function startThrowAwayPostgres(): Promise<EmbeddedPostgres> {
  const directory = await mkdtemp(join(tmpdir(), 'mas-test-'));
  await chmod(directory, 0o711); // the database's own account passes through
  const postgres = await startEmbeddedPostgres({
    dataDirectory: join(directory, 'postgres'),
    logger: testLogger,
    durable: false,
  });
  return {
    url: (database) => postgres.url(database),
    async dispose() {
      await postgres.dispose();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
