import { AsyncLocalStorage } from 'node:async_hooks';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from '../logger.ts';
import type { ErrorScope } from './error-scope.ts';
import { formatError } from './format-error.ts';

/**
 * Apollo Server formats errors without knowing the request. The scope carries the request's id to them, so that a masked
 * error and its log line bear the same one.
 */
export class RequestScope {
  readonly #storage = new AsyncLocalStorage<ErrorScope>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  run<Result>(scope: ErrorScope, work: () => Result): Result {
    return this.#storage.run(scope, work);
  }

  readonly formatError = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError =>
    formatError(error, formatted, this.#storage.getStore() ?? { logger: this.#logger, requestId: 'none' });
}
