import { AppError } from '@mas/kit/errors';

/** Seconds after which it is worth asking a subgraph again that does not answer. */
const retryAfterSeconds = 2;

/** The one thing that people are told of a subgraph that is down, slow or speaks nonsense. */
export function subgraphUnavailable(name: string, cause: unknown): AppError {
  return new AppError('UNAVAILABLE', `The ${name} service is not answering; try again shortly.`, {
    cause,
    retryAfterSeconds,
  });
}
