import type { Client } from 'urql';
import type { AppError } from '../../../lib/app-error.ts';
import { createStore, type Store } from '../../../lib/store.ts';
import { withNewest, withOlder, withRun, type History } from './history.ts';
import type { ConversationRun } from './run-fragment.ts';
import { fetchRuns } from './fetch-runs.ts';

export interface HistoryState {
  /** Absent until the first page is there. */
  readonly history?: History<ConversationRun>;
  readonly error?: AppError | undefined;
  readonly isLoadingOlder: boolean;
}

export interface SessionHistory {
  readonly store: Store<HistoryState>;
  /** Fetches the newest page again. */
  readonly refresh: () => Promise<void>;
  /** Fetches one more page of earlier runs. */
  readonly loadOlder: () => Promise<void>;
  /** Fetches everything back to the first question. */
  readonly loadAll: () => Promise<void>;
  /** A run that was just asked for, or that is known better now. */
  readonly put: (run: ConversationRun) => void;
}

const pageSize = 20;
const largestPage = 200;

/**
 * The runs of a session. They are kept here and not in the client's cache, which forgets every run with each new question and
 * would have all of them fetched again.
 */
export function createSessionHistory(client: Client, sessionId: string): SessionHistory {
  const store = createStore<HistoryState>({ isLoadingOlder: false });
  const change = (changes: Partial<HistoryState>): void => store.set({ ...store.get(), ...changes });
  const put = (run: ConversationRun): void => change({ history: withRun(store.get().history, run) });

  const loadOlder = async (first: number): Promise<void> => {
    const after = store.get().history?.cursor;
    if (after === undefined || store.get().isLoadingOlder) return;
    change({ isLoadingOlder: true, error: undefined });
    const { page, error } = await fetchRuns(client, { sessionId, first, after });
    change({ isLoadingOlder: false, error });
    const { history } = store.get();
    if (page !== undefined && history?.cursor === after) change({ history: withOlder(history, page) });
  };

  return {
    store,
    put,
    loadOlder: () => loadOlder(pageSize),
    async refresh() {
      const { page, error } = await fetchRuns(client, { sessionId, first: pageSize });
      change(page === undefined ? { error } : { error, history: withNewest(store.get().history, page) });
    },
    async loadAll() {
      for (let before: string | undefined; ;) {
        const cursor = store.get().history?.cursor;
        if (cursor === undefined || cursor === before) return; // the same once more: the page could not be had
        before = cursor;
        await loadOlder(largestPage);
      }
    },
  };
}
