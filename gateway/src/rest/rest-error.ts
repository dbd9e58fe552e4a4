/** What is wrong with a field, as FastAPI and pydantic 2 say it. */
export interface ValidationProblem {
  /** pydantic's name of the kind of error: https://docs.pydantic.dev/latest/errors/validation_errors/ */
  readonly type: string;
  /** `body`, `query` or `path`, then the way to the field. */
  readonly loc: readonly (string | number)[];
  readonly msg: string;
}

/** An answer that is an error. Its body is `{"detail": ...}`. */
export class RestError extends Error {
  override readonly name = 'RestError';
  readonly status: number;
  readonly detail: string | readonly ValidationProblem[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    detail: string | readonly ValidationProblem[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(typeof detail === 'string' ? detail : detail.map(({ msg }) => msg).join('; '));
    this.status = status;
    this.detail = detail;
    this.headers = headers;
  }
}

export function invalidRequest(problems: readonly ValidationProblem[]): RestError {
  return new RestError(422, problems);
}

/** In FastAPI's words, by which clients may know it. */
export function notAuthenticated(): RestError {
  return new RestError(401, 'Not authenticated', { 'www-authenticate': 'Bearer' });
}
