import { describe, expect, it } from '@jest/globals';
import { withNewest, withOlder, withRun, type History } from './history.ts';

interface Run {
  readonly id: string;
  readonly createdAt: string;
  readonly status?: string;
}

function run(number: number, status?: string): Run {
  const createdAt = new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString();
  return { id: String(number), createdAt, ...(status !== undefined && { status }) };
}

function history(numbers: readonly number[], cursor?: string): History<Run> {
  return { runs: numbers.map((number) => run(number)), cursor, totalCount: 10 };
}

function idsOf({ runs }: History<Run>): string {
  return runs.map(({ id }) => id).join(' ');
}

describe('the history of a session', () => {
  it('puts a page of earlier runs before the others', () => {
    const older = withOlder(history([4, 5, 6], 'before 4'), history([2, 3, 4], 'before 2'));
    expect(idsOf(older)).toBe('2 3 4 5 6');
    expect(older.cursor).toBe('before 2');
  });

  it('takes what has come from the newest page and keeps where it reaches back to', () => {
    const fresh = withNewest(history([1, 2, 3, 4], 'before 1'), history([3, 4, 5], 'before 3'));
    expect(idsOf(fresh)).toBe('1 2 3 4 5');
    expect(fresh.cursor).toBe('before 1');
  });

  it('takes over what is newer of a run that it has', () => {
    const page = { ...history([]), runs: [run(2, 'SUCCEEDED')] };
    expect(withNewest(history([1, 2]), page).runs.at(-1)?.status).toBe('SUCCEEDED');
  });

  it('begins anew when more has come than a page holds', () => {
    const fresh = withNewest(history([1, 2]), history([7, 8, 9], 'before 7'));
    expect(idsOf(fresh)).toBe('7 8 9');
    expect(fresh.cursor).toBe('before 7');
  });

  it('keeps a question that was asked while the page was on its way', () => {
    expect(idsOf(withNewest(history([1, 2, 3]), history([1, 2])))).toBe('1 2 3');
    expect(idsOf(withNewest(history([1]), history([])))).toBe('1');
  });

  it('puts a new run last and a known one into its place', () => {
    const asked = withRun(history([1, 2]), run(3));
    expect(idsOf(asked)).toBe('1 2 3');
    expect(asked.totalCount).toBe(11);
    const ended = withRun(asked, run(2, 'FAILED'));
    expect(ended.runs[1]?.status).toBe('FAILED');
    expect(ended.totalCount).toBe(11);
  });
});
