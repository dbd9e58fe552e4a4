import {
  AnthropicError,
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  AuthenticationError,
  ContentTooLargeError,
  NotFoundError,
  PaymentRequiredError,
  PermissionDeniedError,
  RateLimitError,
} from '@anthropic-ai/sdk';
import { AppError, toError } from '@mas/kit/errors';
import { retryAfterSeconds } from './retry-after-limit.ts';
import { SilenceError } from './silence-limit.ts';

export interface ErrorContext {
  readonly apiKey: string;
  readonly model: string;
  readonly timeoutMs: number;
}

/** Error types that an `error` event can bring into a stream that began well, and that pass. */
const passingTypes: ReadonlySet<string | null> = new Set([
  'overloaded_error',
  'api_error',
  'rate_limit_error',
  'timeout_error',
]);

/**
 * Whether an answer that had begun broke off for a passing reason: a cut connection, a silence, an `error` event. What
 * fails before an answer begins has a status, and the SDK has already retried it.
 */
export function isBrokenStream(error: unknown): boolean {
  if (error instanceof APIConnectionError) return false;
  if (error instanceof APIError) return error.status === undefined && passingTypes.has(error.type);
  return error instanceof AnthropicError;
}

/** The error for people. Neither it nor its cause ever holds the key, whatever a server or a proxy echoes. */
export function toAnalystError(error: unknown, context: ErrorContext): AppError {
  if (error instanceof AppError) return error;
  const cause = new Error(withoutKey(`${toError(error).name}: ${toError(error).message}`, context.apiKey));
  const waitSeconds = readRetryAfter(error);
  return new AppError('ANALYST_UNAVAILABLE', messageOf(error, context, waitSeconds), {
    cause,
    ...(waitSeconds !== undefined && { retryAfterSeconds: waitSeconds }),
  });
}

function messageOf(error: unknown, context: ErrorContext, waitSeconds: number | undefined): string {
  const { model } = context;
  if (error instanceof AuthenticationError) return 'Claude did not accept the API key. Check ANTHROPIC_API_KEY.';
  if (error instanceof PermissionDeniedError)
    return `The API key may not use ${model}. Check the key's workspace, or name another model.`;
  if (error instanceof PaymentRequiredError)
    return 'The Claude account has a billing problem. Check it in the Claude Console.';
  if (error instanceof NotFoundError)
    return `Claude knows no model named ${model}. Check the model names and ANTHROPIC_BASE_URL.`;
  if (error instanceof ContentTooLargeError)
    return 'The request was too large for Claude. Ask about fewer columns at once.';
  if (error instanceof RateLimitError || typeOf(error) === 'rate_limit_error') {
    const wait = waitSeconds === undefined ? 'in a minute' : `in ${waitSeconds} s`;
    return `Claude's rate limit is reached. Ask again ${wait}.`;
  }
  if (isServerTrouble(error)) return 'Claude is overloaded or failing at the moment. Ask again in a minute.';
  if (isTimeout(error)) return `Claude did not answer within ${Math.round(context.timeoutMs / 1000)} s. Ask again.`;
  if (error instanceof APIError && error.status !== undefined) {
    const reason = withoutKey(error.apiMessage ?? 'no reason given', context.apiKey).slice(0, 300);
    return `Claude did not accept the request (${error.status}): ${reason}`;
  }
  if (error instanceof AnthropicError) return 'Claude cannot be reached. Check the network and ANTHROPIC_BASE_URL.';
  return 'The analyst failed unexpectedly. Ask again.';
}

function isServerTrouble(error: unknown): boolean {
  if (!(error instanceof APIError)) return false;
  return (
    (error.status !== undefined && error.status >= 500) || ['overloaded_error', 'api_error'].includes(error.type ?? '')
  );
}

function isTimeout(error: unknown): boolean {
  if (error instanceof APIConnectionTimeoutError || typeOf(error) === 'timeout_error') return true;
  return error instanceof AnthropicError && error.cause instanceof SilenceError;
}

function typeOf(error: unknown): string | null {
  return error instanceof APIError ? error.type : null;
}

function readRetryAfter(error: unknown): number | undefined {
  const headers: unknown = error instanceof APIError ? error.headers : undefined;
  return headers instanceof Headers ? retryAfterSeconds(headers) : undefined;
}

export function withoutKey(text: string, apiKey: string): string {
  return text.replaceAll(apiKey, '[secret]');
}
