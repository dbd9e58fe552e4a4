import type { EntityManager } from '@mikro-orm/postgresql';
import { createInvitationRepository } from './invitation.repository.ts';
import { type User, UserEntity } from './user.entity.ts';

export interface UserRepository {
  findById(id: number): Promise<User | null>;
  findByEmail(email: string): Promise<User | null>;
  /** @throws UniqueConstraintViolationException when the address is taken. */
  insert(email: string, passwordHash: string): Promise<User>;
  /**
   * The same by an invitation, which is used then; nothing when it is not good (any more).
   * @throws UniqueConstraintViolationException when the address is taken; the invitation is not used.
   */
  insertInvited(email: string, passwordHash: string, invitationHash: string): Promise<User | undefined>;
}

export function createUserRepository(em: EntityManager): UserRepository {
  return {
    findById: (id) => em.findOne(UserEntity, { id }),
    findByEmail: (email) => em.findOne(UserEntity, { email }),
    insert: (email, passwordHash) => insert(em, email, passwordHash),
    insertInvited: (email, passwordHash, invitationHash) =>
      em.transactional(async (tx) => {
        const isRedeemed = await createInvitationRepository(tx).redeem(invitationHash, email);
        return isRedeemed ? insert(tx, email, passwordHash) : undefined;
      }),
  };
}

async function insert(em: EntityManager, email: string, passwordHash: string): Promise<User> {
  const user = em.create(UserEntity, { email, password: passwordHash, createdAt: new Date() });
  await em.persist(user).flush();
  return user;
}
