import { toError } from '../errors.ts';
import { createLogger, type Logger } from '../logger.ts';
import { disposeOnSignal } from './shutdown.ts';

export interface ServiceEnv {
  readonly LOG_LEVEL: string;
}

/**
 * What every `main.ts` does: read the environment, start, and dispose on SIGTERM or SIGINT. A service that cannot start says
 * why in one line and ends with 1; the stack of the error is in the log at level `debug`.
 */
export async function runService<Env extends ServiceEnv>(
  name: string,
  readEnv: () => Env,
  start: (env: Env, logger: Logger) => Promise<{ dispose(): Promise<void> }>,
): Promise<void> {
  let logger: Logger | undefined;
  try {
    const env = readEnv();
    logger = createLogger({ service: name, level: env.LOG_LEVEL });
    const running = await start(env, logger);
    disposeOnSignal(logger, () => running.dispose());
  } catch (error) {
    logger?.debug({ error }, 'start failed');
    process.stderr.write(`${name} could not start: ${toError(error).message}\n`);
    process.exit(1);
  }
}
