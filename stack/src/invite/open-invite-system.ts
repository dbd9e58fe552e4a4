import type { InviteSystem } from '@mas/auth/invite/invite';
import { createLogger } from '@mas/kit/logger';
import { openDataDirectory } from '../data-directory.ts';
import { readEnv, type StackEnv } from '../env.ts';
import { openStores } from '../stores.ts';

/** An embedded database is that of the system which runs, or is started for as long as it takes. */
export async function openInviteSystem(): Promise<InviteSystem> {
  const env = readEnv();
  const logger = createLogger({ service: 'invite', level: env.LOG_LEVEL });
  const stores = await openStores({
    databaseUrl: env.DATABASE_URL,
    postgresDirectory: (await openDataDirectory(env.DATA_DIR)).postgres,
    durable: true,
    isShared: true,
    logger,
  });
  return {
    databaseUrl: stores.databaseUrl('auth_db'),
    pageUrl: pageUrl(env),
    registration: env.auth.registration,
    dispose: () => stores.dispose(),
  };
}

function pageUrl({ CLIENT: isServed, CLIENT_PUBLIC_URL: publicUrl, CLIENT_PORT: port }: StackEnv): string | undefined {
  if (publicUrl !== undefined) return publicUrl;
  return isServed && port !== 0 ? `http://localhost:${String(port)}` : undefined;
}
