import type { EntityManager } from '@mikro-orm/postgresql';

export interface NewInvitation {
  /** SHA-256 of the code, in hexadecimal digits: the code itself is stored nowhere. */
  readonly hash: string;
  /** The only address that it is good for, if there is one. */
  readonly email: string | undefined;
  /** How many accounts it is good for. */
  readonly uses: number;
  readonly lifetimeSeconds: number;
}

export type InvitationState = 'good' | 'used' | 'expired' | 'revoked';

export interface Invitation {
  readonly id: number;
  readonly email: string | null;
  readonly uses: number;
  readonly used: number;
  readonly expiresAt: Date;
  readonly state: InvitationState;
}

/** SQL, because its locks decide between those who use one at the same moment. */
export interface InvitationRepository {
  insert(invitation: NewInvitation): Promise<Invitation>;
  /** All that are kept, the newest first. */
  list(): Promise<readonly Invitation[]>;
  /** Ends one that is good; false when there is none of that number. */
  revoke(id: number): Promise<boolean>;
  /** Whether it could be used at this moment. */
  isGood(hash: string, email: string): Promise<boolean>;
  /**
   * Uses it for one account, within the caller's transaction: whoever comes later waits for its end. False when it is not good
   * (any more).
   */
  redeem(hash: string, email: string): Promise<boolean>;
  /** Removes those that nobody can use any more; people may look at them for some time. */
  removeExpired(): Promise<void>;
}

const columns = `id, email, uses, used, expires_at, case
  when revoked_at is not null then 'revoked' when used >= uses then 'used'
  when expires_at <= clock_timestamp() then 'expired' else 'good' end as state`;

/** For a hash and an address. */
const isGood = `hash = ? and used < uses and expires_at > clock_timestamp() and revoked_at is null
  and (email is null or email = ?)`;

export function createInvitationRepository(em: EntityManager): InvitationRepository {
  return {
    async insert({ hash, email = null, uses, lifetimeSeconds }) {
      const [row] = await em.execute<Row[]>(
        `insert into invitations (hash, email, uses, expires_at)
         values (?, ?, ?, clock_timestamp() + make_interval(secs => ?)) returning ${columns}`,
        [hash, email, uses, lifetimeSeconds],
      );
      if (row === undefined) throw new Error('an insert gave no row');
      return invitationOf(row);
    },
    async list() {
      return (await em.execute<Row[]>(`select ${columns} from invitations order by id desc`)).map(invitationOf);
    },
    async revoke(id) {
      const revoked = `update invitations set revoked_at = clock_timestamp()
        where id = ? and revoked_at is null and used < uses and expires_at > clock_timestamp() returning id`;
      return (await em.execute<object[]>(revoked, [id])).length > 0;
    },
    async isGood(hash, email) {
      const good = `select id from invitations where ${isGood}`;
      return (await em.execute<object[]>(good, [hash, email])).length > 0;
    },
    async redeem(hash, email) {
      const used = `update invitations set used = used + 1 where ${isGood} returning id`;
      return (await em.execute<object[]>(used, [hash, email])).length > 0;
    },
    async removeExpired() {
      await em.execute(`delete from invitations where expires_at < clock_timestamp() - interval '30 days'`);
    },
  };
}

interface Row {
  readonly id: number;
  readonly email: string | null;
  readonly uses: number;
  readonly used: number;
  readonly expires_at: Date | string;
  readonly state: InvitationState;
}

function invitationOf({ expires_at: expiresAt, ...row }: Row): Invitation {
  return { ...row, expiresAt: new Date(expiresAt) };
}
