import type { EntityManager } from '@mikro-orm/postgresql';

/** A refresh token that is given out: what is kept of it, and how long it and the access token beside it live. */
export interface IssuedToken {
  /** SHA-256, in hexadecimal digits. */
  readonly hash: string;
  readonly lifetimeSeconds: number;
  readonly accessLifetimeSeconds: number;
}

export interface NewSignIn {
  readonly id: string;
  readonly userId: number;
  /** The hash that the password was compared with. */
  readonly passwordHash: string;
}

export type Rotation =
  | { readonly outcome: 'rotated'; readonly signInId: string; readonly userId: number }
  /** The token was used before; the sign-in has ended for it. */
  | { readonly outcome: 'reused'; readonly signInId: string; readonly userId: number }
  /** `overlapping`: another request, under way at the same time, used the token. */
  | { readonly outcome: 'unknown' | 'overlapping' };

export interface RotationRequest {
  readonly usedHash: string;
  readonly next: IssuedToken;
  readonly receivedAt: Date;
  /** Requests that came within so many milliseconds of each other count as under way at the same time. */
  readonly overlapMs: number;
}

/** A sign-in is a line of refresh tokens, of which the last is good. SQL, because its locks decide between requests of one moment. */
export interface SignInRepository {
  /** False, and nothing was made, when the account has another password by now. */
  start(signIn: NewSignIn, first: IssuedToken): Promise<boolean>;
  /** Takes a refresh token for the next one: of any number of requests with one token, one is given it. */
  rotate(request: RotationRequest): Promise<Rotation>;
  revoke(userId: number, id: string): Promise<void>;
  revokeAll(userId: number): Promise<void>;
  /** Gives the account another password and ends its sign-ins; false, and nothing changed, when it has another by now. */
  replacePassword(userId: number, oldHash: string, newHash: string): Promise<boolean>;
  /** Removes what no token can need any more. */
  removeExpired(): Promise<void>;
}

const after = 'clock_timestamp() + make_interval(secs => ?)';

export function createSignInRepository(em: EntityManager): SignInRepository {
  return {
    start: (signIn, first) => em.transactional((tx) => start(tx, signIn, first)),
    rotate: (request) => em.transactional((tx) => rotate(tx, request)),
    revoke: (userId, id) => revoke(em, 'user_id = ? and id = ?', [userId, id]),
    revokeAll: (userId) => revoke(em, 'user_id = ?', [userId]),
    replacePassword: (userId, oldHash, newHash) =>
      em.transactional(async (tx) => {
        const replaced = 'update users set password = ? where id = ? and password = ? returning id';
        const isReplaced = (await tx.execute<object[]>(replaced, [newHash, userId, oldHash])).length > 0;
        if (isReplaced) await revoke(tx, 'user_id = ?', [userId]);
        return isReplaced;
      }),
    async removeExpired() {
      await em.execute('delete from refresh_tokens where expires_at < clock_timestamp()');
      await em.execute(`delete from sign_ins where access_until < clock_timestamp() - interval '2 hours'
        and (revoked_at is not null or expires_at < clock_timestamp())`);
    },
  };
}

/** The account's row is held, so that a sign-in with the old password cannot slip in behind a change of it. */
async function start(tx: EntityManager, { id, userId, passwordHash }: NewSignIn, first: IssuedToken): Promise<boolean> {
  const same = 'select id from users where id = ? and password = ? for share';
  if ((await tx.execute<object[]>(same, [userId, passwordHash])).length === 0) return false;
  const insert = `insert into sign_ins (id, user_id, access_until, expires_at) values (?, ?, ${after}, ${after})`;
  await tx.execute(insert, [id, userId, first.accessLifetimeSeconds, first.lifetimeSeconds]);
  await addToken(tx, id, first);
  return true;
}

async function addToken(tx: EntityManager, signInId: string, { hash, lifetimeSeconds }: IssuedToken): Promise<void> {
  const insert = `insert into refresh_tokens (hash, sign_in_id, expires_at) values (?, ?, ${after})`;
  await tx.execute(insert, [hash, signInId, lifetimeSeconds]);
}

async function rotate(tx: EntityManager, request: RotationRequest): Promise<Rotation> {
  const { usedHash, next, receivedAt, overlapMs } = request;
  // Whoever holds the sign-in's row is alone with its tokens: the statements that follow see what the last holder left.
  const [signIn] = await tx.execute<{ id: string; user_id: number; is_revoked: boolean }[]>(
    `select id, user_id, revoked_at is not null as is_revoked from sign_ins
     where id = (select sign_in_id from refresh_tokens where hash = ?) for update`,
    [usedHash],
  );
  if (signIn === undefined || signIn.is_revoked) return { outcome: 'unknown' };
  const [token] = await tx.execute<{ used_at: Date | string | null; is_expired: boolean }[]>(
    'select used_at, expires_at <= clock_timestamp() as is_expired from refresh_tokens where hash = ?',
    [usedHash],
  );
  if (token === undefined) return { outcome: 'unknown' };
  if (token.used_at !== null) {
    if (receivedAt.getTime() < new Date(token.used_at).getTime() + overlapMs) return { outcome: 'overlapping' };
    await revoke(tx, 'id = ?', [signIn.id]);
    return { outcome: 'reused', signInId: signIn.id, userId: signIn.user_id };
  }
  if (token.is_expired) return { outcome: 'unknown' };
  await tx.execute('update refresh_tokens set used_at = ? where hash = ?', [receivedAt, usedHash]);
  await addToken(tx, signIn.id, next);
  const slide = `update sign_ins set expires_at = ${after}, access_until = greatest(access_until, ${after}) where id = ?`;
  await tx.execute(slide, [next.lifetimeSeconds, next.accessLifetimeSeconds, signIn.id]);
  return { outcome: 'rotated', signInId: signIn.id, userId: signIn.user_id };
}

async function revoke(em: EntityManager, condition: string, parameters: readonly unknown[]): Promise<void> {
  const revoked = `update sign_ins set revoked_at = clock_timestamp() where revoked_at is null and ${condition}`;
  await em.execute(revoked, [...parameters]);
}
