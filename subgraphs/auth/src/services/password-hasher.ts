import { compare, hash } from 'bcrypt';
import { AppError } from '@mas/kit/errors';
import { createFairTurnstile } from '@mas/kit/fair-turnstile';
import { networkOf } from './network-of.ts';

export interface PasswordHasher {
  /**
   * @param field the argument that the password came in.
   * @throws AppError BAD_USER_INPUT when a new password is too short or too long.
   */
  check(password: string, field?: string): void;
  /** @throws AppError as `check`; RATE_LIMITED when too many wait. */
  hash(password: string, field?: string): Promise<string>;
  /**
   * Takes the same time whether there is a hash or not, so that nobody learns which accounts exist.
   * @param admit called when its turn has come, which may be long after it was asked for; what it throws is thrown.
   */
  matches(password: string, passwordHash: string | undefined, admit: () => Promise<void>): Promise<boolean>;
}

const minCharacters = 8;
/** bcrypt reads no further (https://www.usenix.org/legacy/events/usenix99/provos/provos.pdf): cutting would be silent. */
const maxBytes = 72;

/** Hashing occupies threads that verifying tokens and reading files need too: a flood of sign-ins must leave some. */
const hashesAtOnce = 2;
/** A flood from one address must leave room and turns for others: an office or a class comes from one address, too. */
const maxWaitingOfNetwork = 60;
const maxWaiting = 1_000;

/** The hasher of a request, by the address that it came from. */
export type PasswordHashers = (clientAddress: string | undefined) => PasswordHasher;

/** @param cost bcrypt's work factor: each step doubles the time. */
export async function createPasswordHashers(cost: number): Promise<PasswordHashers> {
  const nobody = await hash('no account has this password', cost);
  const turnstile = createFairTurnstile({
    places: hashesAtOnce,
    room: { ofGroup: maxWaitingOfNetwork, inAll: maxWaiting, refuse: tooManyWait },
  });
  return (clientAddress) => hasherOf({ cost, nobody }, (work) => turnstile.pass(networkOf(clientAddress ?? ''), work));
}

function tooManyWait(): AppError {
  const retryAfterSeconds = 10;
  return new AppError('RATE_LIMITED', 'Too many people are signing in; try again shortly.', { retryAfterSeconds });
}

/** @param nobody a hash to compare with where there is no account. */
function hasherOf(
  { cost, nobody }: { readonly cost: number; readonly nobody: string },
  inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>,
): PasswordHasher {
  return {
    check: checkPassword,
    hash(password, field) {
      checkPassword(password, field);
      return inTurn(() => hash(password, cost));
    },
    async matches(password, passwordHash, admit) {
      const isMatch = await inTurn(async () => {
        await admit();
        return compare(password, passwordHash ?? nobody);
      });
      return isMatch && passwordHash !== undefined && Buffer.byteLength(password) <= maxBytes;
    },
  };
}

function checkPassword(password: string, name = 'password'): void {
  const field = { field: name };
  if (Array.from(password).length < minCharacters) {
    throw new AppError('BAD_USER_INPUT', `The password needs at least ${minCharacters} characters.`, field);
  }
  if (Buffer.byteLength(password) > maxBytes) {
    throw new AppError('BAD_USER_INPUT', `The password may have at most ${maxBytes} bytes (UTF-8).`, field);
  }
  if (password.includes('\0')) {
    throw new AppError('BAD_USER_INPUT', 'The password must not hold a NUL character.', field);
  }
}
