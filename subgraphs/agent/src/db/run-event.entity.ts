import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { RunEventType } from '../events/run-event.ts';

/** A line of a run's log: never changed, never missing. */
export const RunEventEntity = defineEntity({
  name: 'RunEvent',
  tableName: 'run_events',
  properties: {
    runId: p.uuid().primary(),
    seq: p.integer().primary(),
    type: p.string().$type<RunEventType>(),
    at: p.datetime(),
    data: p.json<Readonly<Record<string, unknown>>>().columnType('json'),
  },
});

export type RunEventRow = InferEntity<typeof RunEventEntity>;
