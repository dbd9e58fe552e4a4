import { createLogger } from '@mas/kit/logger';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnv } from '../env.ts';
import { startStack } from '../stack.ts';

export interface LocalGateway {
  readonly url: URL;
  /** Ends the system and removes its data. */
  dispose(): Promise<void>;
}

/** The whole system on free ports, its data in a temporary folder, whatever stores `npm start` would use. */
export async function startLocalGateway({ isVerbose }: { readonly isVerbose: boolean }): Promise<LocalGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'mas-ask-'));
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    await chmod(folder, 0o711); // the database's own account passes through
    const env = readEnv();
    const stack = await startStack({
      env: {
        ...env,
        LOG_LEVEL: isVerbose ? env.LOG_LEVEL : 'error',
        HOST: '127.0.0.1',
        DATA_DIR: folder,
        DATABASE_URL: undefined,
        redisUrl: undefined,
        LOCAL_STORAGE_PATH: undefined,
        SECRET_KEY: undefined,
        auth: { ...env.auth, registration: 'OPEN', bcryptCost: 10 },
        CLIENT: false,
        AUTH_PORT: 0,
        SESSION_PORT: 0,
        FILE_PORT: 0,
        AGENT_PORT: 0,
        GATEWAY_PORT: 0,
      },
      logger: createLogger({ service: 'stack', level: isVerbose ? env.LOG_LEVEL : 'error' }),
      durable: false,
    });
    return {
      url: new URL('/graphql', stack.urls.gateway),
      async dispose() {
        await stack.dispose();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
