import type { ReportedNumber } from '../events/run-event.ts';

/**
 * A report with something around each number that no result holds.
 * @param around gives the number with what marks it.
 */
export function markNumbers(
  report: string,
  numbers: readonly ReportedNumber[],
  around: (text: string) => string,
): string {
  const doubtful = numbers
    .filter(({ verified, start, end }) => !verified && start >= 0 && start < end && end <= report.length)
    .sort((left, right) => left.start - right.start);
  let marked = '';
  let done = 0;
  for (const { start, end } of doubtful) {
    if (start < done) continue;
    marked += report.slice(done, start) + around(report.slice(start, end));
    done = end;
  }
  return marked + report.slice(done);
}

export function hasUnverified(numbers: readonly ReportedNumber[]): boolean {
  return numbers.some(({ verified }) => !verified);
}
