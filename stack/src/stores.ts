import { startEmbeddedPostgres } from '@mas/kit/database/embedded-postgres';
import { findRunningPostgres } from '@mas/kit/database/running-postgres';
import type { Logger } from '@mas/kit/logger';

export interface Stores {
  databaseUrl(name: string): string;
  readonly description: string;
  dispose(): Promise<void>;
}

export interface StoresOptions {
  /** A server of the operator's, with or without a database in its path; otherwise one is embedded. */
  readonly databaseUrl: string | undefined;
  readonly postgresDirectory: string;
  /** False for data that is thrown away. */
  readonly durable: boolean;
  /** Whether the embedded server of another process will do, if one runs. */
  readonly isShared?: boolean;
  readonly logger: Logger;
}

export async function openStores(options: StoresOptions): Promise<Stores> {
  const { databaseUrl, postgresDirectory: dataDirectory, durable, isShared = false, logger } = options;
  if (databaseUrl === undefined) {
    const running = isShared ? await findRunningPostgres(dataDirectory) : undefined;
    const postgres = running ?? (await startEmbeddedPostgres({ dataDirectory, durable, logger }));
    return {
      databaseUrl: (name) => postgres.url(name),
      description: 'embedded PostgreSQL',
      dispose: () => postgres.dispose(),
    };
  }
  return {
    databaseUrl(name) {
      const url = new URL(databaseUrl);
      url.pathname = `/${name}`;
      return url.href;
    },
    description: `PostgreSQL at ${new URL(databaseUrl).host}`,
    dispose: () => Promise.resolve(),
  };
}
