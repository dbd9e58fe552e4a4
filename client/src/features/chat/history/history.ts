interface Dated {
  readonly id: string;
  /** ISO 8601 in UTC, so that the order of the texts is that of the times. */
  readonly createdAt: string;
}

/** What is known of a session's runs: the newest ones without a gap, oldest first. */
export interface History<Run extends Dated> {
  readonly runs: readonly Run[];
  /** Where earlier runs go on; absent when there are none. */
  readonly cursor: string | undefined;
  readonly totalCount: number;
}

/** A page as the graph gives it, but oldest first. */
export type RunPage<Run extends Dated> = History<Run>;

/** The history with a page of earlier runs before it. */
export function withOlder<Run extends Dated>(history: History<Run>, page: RunPage<Run>): History<Run> {
  return { ...page, runs: [...without(page.runs, history.runs), ...history.runs] };
}

/**
 * The history brought up to date by the newest page; begun anew where more has come than a page holds. What was asked since
 * the page was read stays.
 */
export function withNewest<Run extends Dated>(history: History<Run> | undefined, page: RunPage<Run>): History<Run> {
  const [oldest, newest] = [page.runs[0], page.runs.at(-1)];
  if (history === undefined) return page;
  if (oldest === undefined || newest === undefined) return history;
  const start = history.runs.findIndex(({ id }) => id === oldest.id);
  const later = without(history.runs, page.runs).filter(({ createdAt }) => createdAt > newest.createdAt);
  return {
    runs: [...history.runs.slice(0, Math.max(start, 0)), ...page.runs, ...later],
    cursor: start < 0 ? page.cursor : history.cursor,
    totalCount: page.totalCount + later.length,
  };
}

/** The history with a run in its place: a new one comes last. */
export function withRun<Run extends Dated>(history: History<Run> | undefined, run: Run): History<Run> {
  const { runs, cursor, totalCount } = history ?? { runs: [], cursor: undefined, totalCount: 0 };
  const index = runs.findIndex(({ id }) => id === run.id);
  if (index >= 0) return { runs: runs.with(index, run), cursor, totalCount };
  return { runs: [...runs, run], cursor, totalCount: totalCount + 1 };
}

function without<Run extends Dated>(runs: readonly Run[], others: readonly Run[]): readonly Run[] {
  const ids = new Set(others.map(({ id }) => id));
  return runs.filter(({ id }) => !ids.has(id));
}
