import { AppError } from '@mas/kit/errors';

/** What people are told whose sign-in was ended while its token still lived. */
export function signInEnded(): AppError {
  return new AppError('UNAUTHENTICATED', 'This sign-in has ended; sign in again.');
}
