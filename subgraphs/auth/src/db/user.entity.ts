import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** An account. */
export const UserEntity = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    id: p.integer().primary().autoincrement(),
    email: p.string().unique(),
    /** A bcrypt hash, never the password. */
    password: p.string().hidden(),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});

export type User = InferEntity<typeof UserEntity>;
