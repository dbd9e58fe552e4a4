import { AppError } from '@mas/kit/errors';

/** What a subscription is told whose token expires while it runs. */
export function tokenExpired(): AppError {
  return new AppError(
    'UNAUTHENTICATED',
    'The token has expired; sign in again and go on after the last event you have.',
  );
}
