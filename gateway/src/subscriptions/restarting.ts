import { AppError } from '@mas/kit/errors';

/** What running subscriptions are told when the gateway stops. */
export function restarting(): AppError {
  return new AppError('UNAVAILABLE', 'The gateway restarts; subscribe again after the last event that you have.', {
    retryAfterSeconds: 1,
  });
}
