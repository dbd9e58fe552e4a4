import type { EntityManager } from '@mikro-orm/postgresql';
import { type User, UserEntity } from './user.entity.ts';

export interface UserRepository {
  findById(id: number): Promise<User | null>;
  findByEmail(email: string): Promise<User | null>;
  /** @throws UniqueConstraintViolationException when the address is taken. */
  insert(email: string, passwordHash: string): Promise<User>;
}

export function createUserRepository(em: EntityManager): UserRepository {
  return {
    findById: (id) => em.findOne(UserEntity, { id }),
    findByEmail: (email) => em.findOne(UserEntity, { email }),
    async insert(email, passwordHash) {
      const user = em.create(UserEntity, { email, password: passwordHash, createdAt: new Date() });
      await em.persist(user).flush();
      return user;
    },
  };
}
