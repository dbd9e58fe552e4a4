import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { toError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';

const settleMs = 100;

/**
 * Hands on the file's text whenever it changes, until disposed. The folder is watched, for editors and composition replace
 * files rather than write into them. A text that `update` refuses is logged, and the graph of before stays.
 */
export function watchSupergraph(path: string, update: (sdl: string) => void, logger: Logger): { dispose(): void } {
  let timer: NodeJS.Timeout | undefined;
  const reload = async (): Promise<void> => {
    try {
      update(await readFile(path, 'utf8'));
      logger.info({ path }, 'supergraph reloaded');
    } catch (error) {
      logger.error(
        { path, error: toError(error).message },
        'the changed supergraph is not usable; the one before stays',
      );
    }
  };
  const watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
    if (name !== basename(path)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void reload(), settleMs);
  });
  watcher.on('error', (error) => logger.warn({ path, error: error.message }, 'the supergraph is no longer watched'));
  return {
    dispose() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
