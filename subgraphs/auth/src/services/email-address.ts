import { AppError } from '@mas/kit/errors';

/** RFC 5321, 4.5.3.1.3: a path has at most 256 octets, two of which are its brackets. */
const maxEmailLength = 254;

export function isStorableEmail(email: string): boolean {
  return email.length <= maxEmailLength && !email.includes('\0');
}

/** @throws AppError BAD_USER_INPUT for an address that is too long. */
export function checkEmail(email: string): void {
  if (isStorableEmail(email)) return;
  throw new AppError('BAD_USER_INPUT', `An e-mail address has at most ${maxEmailLength} characters.`, {
    field: 'email',
  });
}

/** Addresses differ in case only by accident: one address, one account. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}
