import type { CombinedError } from 'urql';

/** What went wrong, in the words of whoever knows best; `requestId` lets an operator find it in the logs. */
export interface AppError {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly requestId?: string;
  readonly retryAfterSeconds?: number;
}

const networkError: AppError = {
  code: 'NETWORK',
  message: 'The server cannot be reached. Check the connection; the page goes on by itself when it is back.',
};

/** The first error of an operation, as the page shows it. */
export function toAppError(error: CombinedError | undefined): AppError | undefined {
  if (error === undefined) return undefined;
  const [first] = error.graphQLErrors;
  if (first === undefined) return networkError;
  const { code, field, requestId, retryAfterSeconds } = first.extensions;
  return {
    code: typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR',
    message: first.message,
    ...(typeof field === 'string' && { field }),
    ...(typeof requestId === 'string' && { requestId }),
    ...(typeof retryAfterSeconds === 'number' && { retryAfterSeconds }),
  };
}

export { networkError };
