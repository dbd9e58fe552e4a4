import { startEmbeddedPostgres } from '../src/database/embedded-postgres.ts';
import { testLogger } from '../src/testing/test-logger.ts';

/** Starts a server in the folder that is named, prints its address, and waits to be killed. */
const server = await startEmbeddedPostgres({ dataDirectory: process.argv[2] ?? '', logger: testLogger });
process.stdout.write(`${server.url('postgres')}\n`);
setInterval(() => undefined, 1_000);
