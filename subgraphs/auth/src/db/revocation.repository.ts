import type { EntityManager } from '@mikro-orm/postgresql';

export interface RevokedSignIn {
  readonly id: string;
  /** When the last access token of it has expired. */
  readonly until: Date;
}

export interface Revocations {
  readonly signIns: readonly RevokedSignIn[];
  /** Where the next reading goes on. */
  readonly cursor: string;
}

export interface RevocationRepository {
  /** Sign-ins that were ended behind the cursor and whose access tokens may still live; without a cursor, all of those. */
  since(cursor: string | undefined): Promise<Revocations>;
}

/**
 * The cursor stays behind the clock, because a revocation is seen a moment after the time that it bears, when its transaction
 * commits: what falls into the last seconds is given twice rather than not at all.
 */
const overlap = `interval '10 seconds'`;
/** For clocks of other machines that are behind ours, and for streams that a gateway lets go on beyond the token they began with. */
const afterlife = `interval '1 hour'`;

export function createRevocationRepository(em: EntityManager): RevocationRepository {
  return {
    async since(cursor) {
      const [now] = await em.execute<{ cursor: string }[]>(
        `select to_char((now() - ${overlap}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as cursor`,
      );
      const rows = await em.execute<{ id: string; until: Date | string }[]>(
        `select id, access_until as until from sign_ins
         where revoked_at > ?::timestamptz and access_until > now() - ${afterlife} order by revoked_at`,
        [cursor ?? '-infinity'],
      );
      const signIns = rows.map(({ id, until }) => ({ id, until: new Date(until) }));
      return { signIns, cursor: now?.cursor ?? '-infinity' };
    },
  };
}
