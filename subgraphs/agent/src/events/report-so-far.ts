import type { RunEvent } from './run-event.ts';

/** The report as far as it is written: each piece at its place. */
export function reportSoFar(events: readonly RunEvent[]): string {
  return events.reduce(
    (report, event) => (event.type === 'TextDelta' ? report.slice(0, event.offset) + event.text : report),
    '',
  );
}
