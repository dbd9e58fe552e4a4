import { AppError } from '@mas/kit/errors';
import type { SignInRepository } from '../db/sign-in.repository.ts';
import type { User } from '../db/user.entity.ts';
import type { UserRepository } from '../db/user.repository.ts';
import { isStorableEmail, normalizeEmail } from './email-address.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { SignInAttempt } from './sign-in-limits.ts';
import type { SignedIn, SignInService } from './sign-in.service.ts';

export interface AccountService {
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
    async login(email, password) {
      const user = isStorableEmail(email) ? await users.findByEmail(normalizeEmail(email)) : null;
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
