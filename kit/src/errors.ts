/**
 * Every error that people may see. The code goes into GraphQL's `extensions.code`; the number is the HTTP status of the
 * REST shim. Codes from CHART_INVALID on end a run or a piece of it and reach people as events.
 */
export const errorStatus = {
  BAD_USER_INPUT: 422,
  UNAUTHENTICATED: 401,
  NOT_FOUND: 404,
  CONFLICT: 409,
  FAILED_PRECONDITION: 400,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_FILE: 422,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  TIMEOUT: 503,
  INTERNAL_SERVER_ERROR: 500,
  CHART_INVALID: 500,
  CHART_TIMEOUT: 500,
  SANDBOX_UNAVAILABLE: 503,
  SANDBOX_CRASHED: 500,
  SANDBOX_TIMEOUT: 500,
  SANDBOX_MEMORY: 500,
  CODE_FAILED: 500,
  ANALYST_UNAVAILABLE: 503,
  ANALYST_REFUSED: 500,
  RUN_INTERRUPTED: 500,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorStatus;

export interface AppErrorOptions extends ErrorOptions {
  /** The argument at fault, as the caller named it: `password`, `file`. */
  readonly field?: string;
  /** How long a caller should wait before trying again, in seconds. */
  readonly retryAfterSeconds?: number;
}

/** An error whose message is written for the person who caused it: it says what to do next and holds no secret. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.field = options.field;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorStatus, code);
}

/** What was thrown, as an Error: for logs and causes. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
