import { AppError } from '@mas/kit/errors';
import { z } from 'zod';
import type { AuthGraph, CallerHeaders, TokenPair } from './auth-graph.ts';
import type { SharedRefreshes } from './shared-refreshes.ts';

export interface TokenRequest {
  readonly body: unknown;
  /** The refresh token of the cookie. */
  readonly refreshToken: string | undefined;
  readonly headers: CallerHeaders;
}

/** A pair to keep and show, or nothing when nobody is signed in (any more): then the cookie is cleared. */
export type TokenRoute = (request: TokenRequest) => Promise<TokenPair | undefined>;

const credentials = z.object({ email: z.string().max(320), password: z.string().max(1024) });
const newAccount = credentials.extend({ invitation: z.string().max(200).optional() });
const passwords = z.object({ currentPassword: z.string().max(1024), newPassword: z.string().max(1024) });
const signingOut = z.object({ everywhere: z.boolean().default(false) });

/** What each path below `/auth/` does. Its errors are AppErrors. */
export function createTokenRoutes(graph: AuthGraph, refreshes: SharedRefreshes): Readonly<Record<string, TokenRoute>> {
  const refresh = async ({ refreshToken, headers }: TokenRequest): Promise<TokenPair> => {
    if (refreshToken === undefined) throw new AppError('UNAUTHENTICATED', 'Nobody is signed in: sign in first.');
    return refreshes.share(refreshToken, () => graph.signIn('refresh', { refreshToken }, withoutToken(headers)));
  };
  return {
    '/auth/login': ({ body, headers }) => graph.signIn('login', read(credentials, body), withoutToken(headers)),
    '/auth/register': ({ body, headers }) => graph.signIn('register', read(newAccount, body), withoutToken(headers)),
    async '/auth/refresh'(request) {
      try {
        return await refresh(request);
      } catch (error) {
        if (isUnauthenticated(error)) return undefined;
        throw error;
      }
    },
    '/auth/password': ({ body, headers }) => graph.signIn('changePassword', read(passwords, body), headers),
    async '/auth/logout'(request) {
      const { everywhere } = read(signingOut, request.body);
      try {
        await graph.signOut(everywhere, request.headers);
      } catch (error) {
        if (!isUnauthenticated(error) || request.refreshToken === undefined) throw error;
        // The access token has run out; the sign-in itself may go on.
        const { accessToken } = await refresh(request);
        await graph.signOut(everywhere, { ...request.headers, authorization: `Bearer ${accessToken}` });
      }
      return undefined;
    },
  };
}

function isUnauthenticated(error: unknown): boolean {
  return error instanceof AppError && error.code === 'UNAUTHENTICATED';
}

function withoutToken({ authorization: _, ...headers }: CallerHeaders): CallerHeaders {
  return headers;
}

function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const field = String(parsed.error.issues[0]?.path[0] ?? 'body');
  throw new AppError('BAD_USER_INPUT', `The field ${field} is missing or is not what it should be.`, { field });
}
