/** A request that was refused before GraphQL had to do with it. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  /** For programs, as the errors of the graph have one. */
  readonly code: string;

  constructor(status: number, message: string, code = codes[status] ?? 'BAD_REQUEST') {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const codes: Readonly<Record<number, string>> = {
  408: 'REQUEST_TIMEOUT',
  413: 'PAYLOAD_TOO_LARGE',
  421: 'HOST_NOT_ALLOWED',
};
