import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { AppError } from '@mas/kit/errors';
import type { InvitationRepository } from '../db/invitation.repository.ts';
import type { User } from '../db/user.entity.ts';
import type { UserRepository } from '../db/user.repository.ts';
import { checkEmail, normalizeEmail } from './email-address.ts';
import { hashInvitationCode } from './invitation-code.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { SignedIn, SignInService } from './sign-in.service.ts';

/** Who may make an account: everybody, whoever has an invitation, nobody. */
export type RegistrationMode = 'OPEN' | 'INVITE' | 'OFF';

export interface NewAccount {
  readonly email: string;
  readonly password: string;
  /** The code of an invitation. */
  readonly invitation: string | undefined;
}

export interface RegistrationService {
  readonly mode: RegistrationMode;
  /**
   * @throws AppError BAD_USER_INPUT for an address, a password or an invitation that will not do, FAILED_PRECONDITION where
   * nobody may register, RATE_LIMITED when too many try, CONFLICT when the address is taken.
   */
  register(account: NewAccount): Promise<SignedIn>;
}

export interface RegistrationServiceDependencies {
  readonly mode: RegistrationMode;
  /** Counts this try. @throws AppError RATE_LIMITED when there were too many. */
  readonly admit: () => Promise<void>;
  readonly users: UserRepository;
  readonly invitations: InvitationRepository;
  readonly signIns: SignInService;
  readonly hasher: PasswordHasher;
}

export function createRegistrationService(deps: RegistrationServiceDependencies): RegistrationService {
  const { mode, admit, users, invitations, signIns, hasher } = deps;
  /** The hash of the invitation that the account is made by. */
  const invitationFor = async (email: string, code: string | undefined): Promise<string | undefined> => {
    if (mode !== 'INVITE') return undefined;
    if (code === undefined || code.trim() === '') throw badInvitation(noInvitation);
    const hash = hashInvitationCode(code);
    if (await invitations.isGood(hash, email)) return hash;
    throw badInvitation(uselessInvitation);
  };
  const insert = async (email: string, passwordHash: string, invitation: string | undefined): Promise<User> => {
    if (invitation === undefined) return users.insert(email, passwordHash);
    const user = await users.insertInvited(email, passwordHash, invitation);
    if (user === undefined) throw badInvitation(uselessInvitation); // others were quicker
    return user;
  };
  return {
    mode,
    async register({ email: given, password, invitation: code }) {
      if (mode === 'OFF') throw new AppError('FAILED_PRECONDITION', registrationIsOff);
      checkEmail(given);
      hasher.check(password);
      await admit();
      const email = normalizeEmail(given);
      const invitation = await invitationFor(email, code);
      const passwordHash = await hasher.hash(password);
      const user = await insert(email, passwordHash, invitation).catch(throwConflict);
      return signIns.start(user, passwordHash);
    },
  };
}

const registrationIsOff = 'No accounts can be made here: ask whoever runs this system for one.';
const noInvitation =
  'Accounts are made by invitation here: give the code of yours, or ask whoever runs this system for one.';
/** The same of every kind: nobody learns which codes there are. */
const uselessInvitation =
  'This invitation is not good: it may be mistyped, used up, expired, withdrawn or meant for another address. Ask for a new one.';

function badInvitation(message: string): AppError {
  return new AppError('BAD_USER_INPUT', message, { field: 'invitation' });
}

function throwConflict(error: unknown): never {
  if (!(error instanceof UniqueConstraintViolationException)) throw error;
  throw new AppError('CONFLICT', 'This e-mail address has an account already: sign in instead.', { field: 'email' });
}
