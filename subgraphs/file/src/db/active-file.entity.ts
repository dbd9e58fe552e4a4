import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** A dataset that the questions of a session are about. */
export const ActiveFileEntity = defineEntity({
  name: 'ActiveFile',
  tableName: 'active_files',
  properties: {
    userId: p.integer().primary(),
    sessionId: p.uuid().primary(),
    fileId: p.integer().primary(),
    /** Its place among the session's active files: the smallest is the primary one. There may be gaps. */
    position: p.integer(),
    updatedAt: p.datetime(),
  },
});

export type ActiveFile = InferEntity<typeof ActiveFileEntity>;
