import { startEmbeddedPostgres } from '@mas/kit/database/embedded-postgres';
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
  readonly logger: Logger;
}

export async function openStores({ databaseUrl, postgresDirectory, durable, logger }: StoresOptions): Promise<Stores> {
  if (databaseUrl === undefined) {
    const postgres = await startEmbeddedPostgres({ dataDirectory: postgresDirectory, durable, logger });
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
