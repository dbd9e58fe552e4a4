import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

export type ArtifactKind = 'CHART' | 'TABLE';

/** A chart or a table of a run, without its content: that is bulky, and the repository loads it when it is asked for. */
export const ArtifactEntity = defineEntity({
  name: 'Artifact',
  tableName: 'artifacts',
  properties: {
    id: p.uuid().primary(),
    runId: p.uuid(),
    subtask: p.integer(),
    /** Its place among the artifacts of its subtask, from 0. */
    position: p.integer(),
    kind: p.string().$type<ArtifactKind>(),
    title: p.text(),
    columns: p.json<readonly string[]>().columnType('json').nullable(),
    totalRows: p.integer().nullable(),
    createdAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
});

export type Artifact = InferEntity<typeof ArtifactEntity>;
