import * as z from 'zod/mini';
import { networkError, type AppError } from './app-error.ts';
import { createStore } from './store.ts';

/**
 * Who is signed in. The access token lives in this module's memory alone; the refresh token is in an HttpOnly cookie that only
 * the page server reads, so that no script can take it away.
 */
export type AuthState =
  /** With an error where the server cannot tell; it is asked again. */
  | { readonly status: 'starting'; readonly error?: AppError }
  | { readonly status: 'signedOut'; readonly reason?: string }
  | { readonly status: 'signedIn'; readonly user: User };

export interface User {
  readonly id: string;
  readonly email: string;
}

/** The server could not be asked, or could not tell. */
export class AuthUnavailable extends Error {
  override readonly name = 'AuthUnavailable';
  readonly answer: AppError;

  constructor(answer: AppError) {
    super(answer.message);
    this.answer = answer;
  }
}

export interface NewAccount {
  readonly email: string;
  readonly password: string;
  /** The code of an invitation, where one is needed. */
  readonly invitation?: string;
}

export type AuthResult = { readonly ok: true } | { readonly ok: false; readonly error: AppError };

const answerSchema = z.object({
  accessToken: z.string(),
  expiresIn: z.number(),
  user: z.object({ id: z.string(), email: z.string() }),
});
const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    field: z.optional(z.string()),
    retryAfterSeconds: z.optional(z.number()),
  }),
});

interface Token {
  readonly value: string;
  /** When to have it renewed, by `performance.now()`: some time before it expires. */
  readonly renewAt: number;
}

const refreshLock = 'auth-refresh';
const startAgainMs = 3_000;
const expiredReason = 'Your sign-in has ended. Please sign in again.';
export const authState = createStore<AuthState>({ status: 'starting' });
const otherTabs = new BroadcastChannel('auth');
let token: Token | undefined;
let refreshing: Promise<string | undefined> | undefined;

otherTabs.onmessage = ({ data }) => {
  if (data === 'signedOut') forget('You signed out in another tab.');
  if (data === 'signedIn' && authState.get().status === 'signedOut') void accessToken();
};

/** Takes up the sign-in that the browser remembers, if there is one; goes on asking while the server is away. */
export async function start(): Promise<void> {
  try {
    await accessToken();
    if (authState.get().status === 'starting') authState.set({ status: 'signedOut' });
  } catch (error) {
    if (!(error instanceof AuthUnavailable)) throw error;
    authState.set({ status: 'starting', error: { ...error.answer, message: networkError.message } });
    setTimeout(() => void start(), startAgainMs);
  }
}

/** A token that is good now, renewed where necessary; nothing when nobody is signed in. @throws AuthUnavailable */
export async function accessToken(): Promise<string | undefined> {
  return isTokenDue() ? renew() : currentToken();
}

/** The token at hand, good or not; operations that need a good one await `accessToken`. */
export function currentToken(): string | undefined {
  return token?.value;
}

export function isTokenDue(): boolean {
  return token === undefined || performance.now() >= token.renewAt;
}

/** Renews the token although it may look good: the server has refused it. */
export function renew(): Promise<string | undefined> {
  refreshing ??= refresh().finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

/** One tab at a time: a refresh token is good for one use, and a second use would end the sign-in. */
async function refresh(): Promise<string | undefined> {
  const answer = await alone(() => post('refresh', {}, {}));
  if ('error' in answer) throw new AuthUnavailable(answer.error);
  if (answer.value !== undefined) return accept(answer.value);
  if (authState.get().status === 'signedIn') forget(expiredReason);
  return undefined;
}

export function signIn(email: string, password: string): Promise<AuthResult> {
  return enter('login', { email, password });
}

export function register(account: NewAccount): Promise<AuthResult> {
  return enter('register', account);
}

/** Every other sign-in of the account ends with it. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<AuthResult> {
  try {
    await accessToken();
  } catch (error) {
    if (error instanceof AuthUnavailable) return { ok: false, error: error.answer };
    throw error;
  }
  return enter('password', { currentPassword, newPassword });
}

/** Ends this sign-in, or all of the account's. Whoever renews meanwhile waits, and finds that it was meant. */
export function signOut(everywhere: boolean): Promise<AuthResult> {
  return alone(async () => {
    const answer = await post('logout', { everywhere });
    if ('error' in answer && answer.error.code !== 'UNAUTHENTICATED') return { ok: false, error: answer.error };
    forget();
    otherTabs.postMessage('signedOut');
    return { ok: true };
  });
}

async function enter(path: string, body: object): Promise<AuthResult> {
  const answer = await alone(() => post(path, body));
  if ('error' in answer) return { ok: false, error: answer.error };
  accept(answer.value);
  otherTabs.postMessage('signedIn');
  return { ok: true };
}

function accept(answer: unknown): string {
  const { accessToken: value, expiresIn, user } = answerSchema.parse(answer);
  token = { value, renewAt: performance.now() + Math.max(expiresIn * 0.8, expiresIn - 60) * 1000 };
  const state = authState.get();
  if (state.status !== 'signedIn' || state.user.id !== user.id) authState.set({ status: 'signedIn', user });
  return value;
}

function forget(reason?: string): void {
  token = undefined;
  authState.set({ status: 'signedOut', ...(reason !== undefined && { reason }) });
}

/** Browsers have no locks for pages of other machines without https; the server gives tabs that ask at once the same answer. */
function alone<Value>(task: () => Promise<Value>): Promise<Value> {
  return isSecureContext ? navigator.locks.request(refreshLock, task) : task();
}

function bearer(): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token.value}` };
}

/** The value is absent where nobody is signed in (any more). */
async function post(
  path: string,
  body: object,
  headers = bearer(),
): Promise<{ value?: unknown } | { error: AppError }> {
  try {
    const response = await fetch(`/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (response.status === 204) return {};
    const json: unknown = await response.json();
    if (response.ok) return { value: json };
    const requestId = response.status < 500 ? null : response.headers.get('x-request-id');
    return { error: { ...withoutAbsent(errorSchema.parse(json).error), ...(requestId !== null && { requestId }) } };
  } catch {
    return { error: networkError }; // no answer, or none of ours: a proxy's page
  }
}

function withoutAbsent({ field, retryAfterSeconds, ...error }: z.infer<typeof errorSchema>['error']): AppError {
  return {
    ...error,
    ...(field !== undefined && { field }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}
