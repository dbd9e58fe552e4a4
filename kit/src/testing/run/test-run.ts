import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import type { EmbeddedPostgres } from '../../database/embedded-postgres.ts';
import { listen } from '../../server/http-server.ts';
import { databasePrefix } from '../databases.ts';
import { startThrowAwayPostgres } from '../throw-away-postgres.ts';
import { createDroppedDatabases } from './dropped-databases.ts';
import { runVariables } from './shared-stores.ts';
import { watchDescendants } from './watch-descendants.ts';

export interface TestRun {
  readonly id: string;
  /** Where suites ask; see shared-stores.ts. */
  readonly url: string;
  /**
   * Processes of the tests have a while to end by themselves. @throws Error when something of the tests is left; it is ended or
   * removed as far as possible.
   */
  dispose(patienceMs?: number): Promise<void>;
}

/**
 * What the suites of one `npm test` share, whichever process they run in: an embedded PostgreSQL, which starts when the
 * first suite wants it, and somebody who drops databases while the suites go on. The suites run below that process.
 */
export async function startTestRun(ownerId: number): Promise<TestRun> {
  const id = randomBytes(4).toString('hex');
  const descendants = watchDescendants(ownerId, `${runVariables.id}=${id}`);
  const dropped = createDroppedDatabases(databasePrefix(id));
  let embedded: Promise<EmbeddedPostgres> | undefined;
  const answer = async (request: IncomingMessage): Promise<unknown> => {
    const body = await json(request);
    if (request.url === '/embedded-postgres') return (await (embedded ??= startThrowAwayPostgres())).url('');
    dropped.add(body as readonly string[]); // shared-stores.ts sends that
    return null;
  };
  const door = await listen({
    port: 0,
    host: '127.0.0.1',
    listener: (request, response) => {
      answer(request).then(
        (value) => response.end(JSON.stringify(value)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    },
  });
  return {
    id,
    url: door.url,
    async dispose(patienceMs) {
      const failures: unknown[] = [];
      const note = (error: unknown): void => void failures.push(error);
      await descendants.expectNone(patienceMs).catch(note);
      await door.close(0);
      await dropped.dispose().catch(note);
      await (await embedded)?.dispose();
      if (failures.length > 0) throw new Error(failures.map(String).join('\n'));
    },
  };
}
