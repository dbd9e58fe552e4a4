import type { GraphQLError } from 'graphql';

/** An operation that was refused before anything of it ran: it does not parse, is not valid, or is over a limit. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.errors = errors;
  }
}
