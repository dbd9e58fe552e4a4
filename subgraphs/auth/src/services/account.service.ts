import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { AppError } from '@mas/kit/errors';
import type { SignInRepository } from '../db/sign-in.repository.ts';
import type { User } from '../db/user.entity.ts';
import type { UserRepository } from '../db/user.repository.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { SignInAttempt } from './sign-in-limits.ts';
import type { SignedIn, SignInService } from './sign-in.service.ts';

export interface AccountService {
  /** @throws AppError CONFLICT when the address is taken, BAD_USER_INPUT for a password that will not do. */
  register(email: string, password: string): Promise<SignedIn>;
  /**
   * @throws AppError UNAUTHENTICATED, in the same words and time, for an unknown address and a wrong password; RATE_LIMITED
   * when too many tries have failed.
   */
  login(email: string, password: string): Promise<SignedIn>;
  /**
   * Ends every sign-in of the account and starts one.
   * @throws AppError BAD_USER_INPUT when the current password is wrong or the new one will not do.
   */
  changePassword(userId: string, change: PasswordChange): Promise<SignedIn>;
  /** @throws AppError UNAUTHENTICATED when the account behind a good token is gone. */
  account(userId: string): Promise<User>;
}

export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

export interface AccountServiceDependencies {
  readonly users: UserRepository;
  readonly passwords: Pick<SignInRepository, 'replacePassword'>;
  readonly signIns: SignInService;
  readonly hasher: PasswordHasher;
  /** Begins a try of an account's password from where the request came. */
  readonly attempts: (email: string) => SignInAttempt;
}

export function createAccountService(deps: AccountServiceDependencies): AccountService {
  const { users, passwords, signIns, hasher, attempts } = deps;
  const account = async (userId: string): Promise<User> => {
    const user = await users.findById(Number(userId));
    if (user === null) throw new AppError('UNAUTHENTICATED', 'This account is gone; register again.');
    return user;
  };
  /** @throws AppError RATE_LIMITED when too many tries have failed. */
  const isPasswordOf = async (user: User | null, email: string, password: string): Promise<boolean> => {
    const attempt = attempts(email);
    await attempt.admit();
    const isRight = await hasher.matches(password, user?.password, () => attempt.admit());
    await (isRight ? attempt.succeeded() : attempt.failed());
    return isRight;
  };
  return {
    account,
    async register(email, password) {
      checkEmail(email);
      const passwordHash = await hasher.hash(password);
      const user = await users.insert(normalizeEmail(email), passwordHash).catch((error: unknown) => {
        if (!(error instanceof UniqueConstraintViolationException)) throw error;
        throw new AppError('CONFLICT', 'This e-mail address has an account already: sign in instead.', {
          field: 'email',
        });
      });
      return signIns.start(user, user.password);
    },
    async login(email, password) {
      const user = isStorable(email) ? await users.findByEmail(normalizeEmail(email)) : null;
      if (!(await isPasswordOf(user, normalizeEmail(email), password)) || user === null) {
        throw new AppError('UNAUTHENTICATED', 'The e-mail address or the password is wrong.');
      }
      return signIns.start(user, user.password);
    },
    async changePassword(userId, { currentPassword, newPassword }) {
      const user = await account(userId);
      if (!(await isPasswordOf(user, user.email, currentPassword))) throw wrongCurrentPassword();
      const password = await hasher.hash(newPassword, 'newPassword');
      if (!(await passwords.replacePassword(user.id, user.password, password))) throw wrongCurrentPassword();
      return signIns.start(user, password);
    },
  };
}

function wrongCurrentPassword(): AppError {
  return new AppError('BAD_USER_INPUT', 'The current password is wrong.', { field: 'currentPassword' });
}

/** RFC 5321, 4.5.3.1.3: a path has at most 256 octets, two of which are its brackets. */
const maxEmailLength = 254;

function isStorable(email: string): boolean {
  return email.length <= maxEmailLength && !email.includes('\0');
}

function checkEmail(email: string): void {
  if (isStorable(email)) return;
  throw new AppError('BAD_USER_INPUT', `An e-mail address has at most ${maxEmailLength} characters.`, {
    field: 'email',
  });
}

/** Addresses differ in case only by accident: one address, one account. */
function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}
