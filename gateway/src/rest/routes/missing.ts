import { AppError } from '@mas/kit/errors';

export function noActiveSession(): AppError {
  return new AppError('NOT_FOUND', 'There is no active session: create one, or activate one that you have.');
}

export function noActiveFile(): AppError {
  return new AppError('NOT_FOUND', 'The active session has no active file: upload one, or activate one that you have.');
}
