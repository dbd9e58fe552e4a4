import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** A named piece of work. Of one owner's sessions at most one is active, and no two have the same title. */
export const SessionEntity = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    id: p.uuid().primary(),
    userId: p.integer(),
    title: p.string(),
    active: p.boolean(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    /** `createdAt` to the microsecond, in UTC: a Date would cut it, and a cursor made of that would pass over rows. */
    createdAtExact: p
      .string()
      .formula(({ createdAt }) => `to_char(${String(createdAt)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`)
      .lazy(),
  },
});

export type Session = InferEntity<typeof SessionEntity>;
