import { loadPage, type Page } from '@mas/kit/page';
import { decodeRunCursor, encodeRunCursor } from '../db/run-cursor.ts';
import type { Run } from '../db/run.entity.ts';
import type { RunFilter, RunRepository } from '../db/run.repository.ts';

/** The caller's runs in a session. */
export interface SessionRunsService {
  /** Newest first. @throws AppError BAD_USER_INPUT for a page that cannot be. */
  page(filter: RunFilter, first: number, after: string | undefined): Promise<RunPage>;
  count(filter: RunFilter): Promise<number>;
  /** What was asked and answered, oldest first. */
  conversation(filter: RunFilter, fileId: string | undefined): Promise<readonly Run[]>;
}

export interface RunPage extends Page<Run> {
  readonly filter: RunFilter;
}

const maxPageSize = 200;
const maxTurns = 1_000;

export function createSessionRunsService(runs: RunRepository): SessionRunsService {
  return {
    async page(filter, first, after) {
      const source = {
        noun: 'runs',
        maxSize: maxPageSize,
        list: (cursor: number | undefined, limit: number) => runs.list(filter, cursor, limit),
        existsUpTo: (cursor: number, [newest]: readonly Run[]) => runs.existsBefore(filter, newest?.ordinal ?? cursor),
      };
      return { ...(await loadPage(source, first, after === undefined ? undefined : decodeRunCursor(after))), filter };
    },
    count: (filter) => runs.count(filter),
    conversation(filter, fileId) {
      if (fileId === undefined) return runs.listAnswered(filter, maxTurns);
      const id = Number(fileId);
      return Number.isSafeInteger(id) && id > 0 && id < 2 ** 31
        ? runs.listAnswered({ ...filter, fileId: id }, maxTurns)
        : Promise.resolve([]);
    },
  };
}

export function cursorOf({ ordinal }: Run): string {
  return encodeRunCursor(ordinal);
}
