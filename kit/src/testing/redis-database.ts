import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';

export interface RedisDatabase extends AsyncDisposable {
  readonly url: string;
}

/** Of a server as it is installed, without the first, which is for whoever uses the server otherwise. */
const databases = 15;
/** Longer than any suite; what a suite leased that was killed is free again then. */
const leaseSeconds = 1800;

/** Takes a numbered database that no other suite has, of this run or another; where all are taken, any. */
export async function leaseRedisDatabase(server: string): Promise<RedisDatabase> {
  const redis = new Redis(server);
  const lease = randomUUID();
  const first = Math.floor(Math.random() * databases);
  const key = (database: number): string => `mas-test:database:${database}`;
  let database = 1 + first;
  for (let offset = 0; offset < databases; offset += 1) {
    const candidate = 1 + ((first + offset) % databases);
    if ((await redis.set(key(candidate), lease, 'EX', leaseSeconds, 'NX')) === null) continue;
    database = candidate;
    break;
  }
  return {
    url: `${server}/${String(database)}`,
    async [Symbol.asyncDispose]() {
      if ((await redis.get(key(database))) === lease) await redis.del(key(database));
      await redis.quit();
    },
  };
}
