import { ShownReport } from '@mas/kit/shown-report';
import { z } from 'zod';
import type { GraphClient } from '../graph-client.ts';
import { readOperation } from '../operation.ts';

/** What of a run's report was shown before the event of that number: its texts alone are read. */
export type ReportBefore = (graph: GraphClient, runId: string, seq: number) => Promise<ShownReport>;

export function createReportBefore(): ReportBefore {
  const event = z.object({ seq: z.int(), text: z.string().optional(), offset: z.int().optional() });
  const operation = readOperation('run-texts', z.object({ run: z.object({ events: z.array(event) }) }));
  return async (graph, runId, seq) => {
    const report = new ShownReport();
    for (let after = 0; after < seq - 1;) {
      const { events } = (await graph.run(operation, { runId, after })).run;
      if (events.length === 0) break;
      for (const { seq: number, text, offset } of events) {
        if (number < seq && text !== undefined && offset !== undefined) report.add({ text, offset });
      }
      after = events.at(-1)?.seq ?? seq;
    }
    return report;
  };
}
