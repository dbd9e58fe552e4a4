import { AppError, isErrorCode } from '@mas/kit/errors';
import { z } from 'zod';

/** What goes with a request to the gateway: who asks, from where. */
export type CallerHeaders = Readonly<Record<string, string>>;

const pairSchema = z.object({
  accessToken: z.string(),
  expiresIn: z.number(),
  refreshToken: z.string(),
  refreshExpiresIn: z.number(),
  user: z.object({ id: z.string(), email: z.string() }),
});

export type TokenPair = z.output<typeof pairSchema>;

const errorSchema = z.object({
  message: z.string(),
  extensions: z
    .object({ code: z.unknown(), field: z.string().optional(), retryAfterSeconds: z.number().optional() })
    .default({ code: undefined }),
});

const answerSchema = z.object({
  data: z.object({ done: z.unknown() }).nullish(),
  errors: z.array(errorSchema).optional(),
});

const selection = '{ accessToken expiresIn refreshToken refreshExpiresIn user { id email } }';

const operations = {
  login: `mutation Login($email: String!, $password: String!) { done: login(email: $email, password: $password) ${selection} }`,
  register: `mutation Register($email: EmailAddress!, $password: String!, $invitation: String) {
    done: register(email: $email, password: $password, invitation: $invitation) ${selection}
  }`,
  refresh: `mutation Refresh($refreshToken: String!) { done: refresh(refreshToken: $refreshToken) ${selection} }`,
  changePassword: `mutation ChangePassword($currentPassword: String!, $newPassword: String!) {
    done: changePassword(currentPassword: $currentPassword, newPassword: $newPassword) ${selection}
  }`,
} as const;

const logout = 'mutation Logout($everywhere: Boolean!) { done: logout(everywhere: $everywhere) }';
const timeoutMs = 30_000;

export type SignInOperation = keyof typeof operations;

/** The mutations that make and end sign-ins. They throw the AppError that the graph answered with, or UNAVAILABLE. */
export interface AuthGraph {
  signIn(operation: SignInOperation, variables: object, headers: CallerHeaders): Promise<TokenPair>;
  signOut(everywhere: boolean, headers: CallerHeaders): Promise<void>;
}

export function createAuthGraph(gatewayUrl: string): AuthGraph {
  return {
    async signIn(operation, variables, headers) {
      return pairSchema.parse(await run(gatewayUrl, { query: operations[operation], variables }, headers));
    },
    async signOut(everywhere, headers) {
      await run(gatewayUrl, { query: logout, variables: { everywhere } }, headers);
    },
  };
}

async function run(gatewayUrl: string, body: object, headers: CallerHeaders): Promise<unknown> {
  const { data, errors } = await post(gatewayUrl, body, headers);
  const [error] = errors ?? [];
  if (error !== undefined) throw appErrorOf(error);
  return data?.done;
}

async function post(gatewayUrl: string, body: object, headers: CallerHeaders) {
  try {
    const response = await fetch(`${gatewayUrl}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return answerSchema.parse(await response.json());
  } catch (error) {
    const message = 'Signing in is not possible at the moment; try again in a few seconds.';
    throw new AppError('UNAVAILABLE', message, { cause: error, retryAfterSeconds: 2 });
  }
}

function appErrorOf({ message, extensions }: z.output<typeof errorSchema>): AppError {
  const { code, field, retryAfterSeconds } = extensions;
  const variable = /^Variable "\$(\w+)" got invalid value .*?; (.+)$/s.exec(message); // graphql-js, of a scalar's own words
  const fieldAtFault = field ?? variable?.[1];
  return new AppError(isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR', variable?.[2] ?? message, {
    ...(fieldAtFault !== undefined && { field: fieldAtFault }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });
}
