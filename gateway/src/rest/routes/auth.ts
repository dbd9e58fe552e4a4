import { z } from 'zod';
import { readOperation } from '../operation.ts';
import { defineRoute, type Route } from '../route.ts';
import { accessToken, credentials, passwordGrant, registered, user } from '../schemas/auth.ts';
import { instant, numericId } from '../schemas/timestamp.ts';

const tag = 'Auth';

export function createAuthRoutes(): readonly Route[] {
  return [register(), login(), me()];
}

function register(): Route {
  const operation = readOperation('register', z.object({ register: z.object({ user: z.object({ id: numericId }) }) }));
  return defineRoute({
    method: 'POST',
    path: '/auth/register',
    tag,
    summary: 'Make an account',
    description: 'By the choice of whoever runs the system for everybody, by invitation, or for nobody: 400 then.',
    isPublic: true,
    request: z.object({ body: credentials }),
    body: 'json',
    answer: {
      description: 'The account was made.',
      schema: registered,
      example: { detail: 'User registered successfully', user_id: 2 },
    },
    errors: [400, 409, 413, 422, 429],
    async handle({ input, graph }) {
      const { register } = await graph.run(operation, input.body);
      return { detail: 'User registered successfully', user_id: register.user.id };
    },
  });
}

function login(): Route {
  const operation = readOperation(
    'login',
    z.object({ login: z.object({ accessToken: z.string(), expiresIn: z.int() }) }),
  );
  return defineRoute({
    method: 'POST',
    path: '/auth/login',
    tag,
    summary: 'Sign in',
    description:
      'The OAuth2 password grant: a form, not JSON. An unknown address and a wrong password get the same answer.',
    isPublic: true,
    request: z.object({ body: passwordGrant }),
    body: 'form',
    answer: {
      description: 'The token: send it as `Authorization: Bearer <token>`.',
      schema: accessToken,
      example: { access_token: 'eyJhbGciOi…', token_type: 'bearer', expires_in: 3600 },
    },
    errors: [401, 413, 422, 429],
    argumentPlaces: { email: ['body', 'username'] },
    async handle({ input, graph }) {
      const { username, password } = input.body;
      const { login } = await graph.run(operation, { email: username, password });
      return { access_token: login.accessToken, token_type: 'bearer', expires_in: login.expiresIn };
    },
  });
}

function me(): Route {
  const me = z.object({ id: numericId, email: z.string(), createdAt: instant });
  const operation = readOperation('me', z.object({ me }));
  return defineRoute({
    method: 'GET',
    path: '/auth/me',
    tag,
    summary: 'Who the token belongs to',
    request: z.object({}),
    answer: {
      description: 'The account.',
      schema: user,
      example: { id: 1, email: 'ada@example.com', created_at: '2026-01-15T10:30:00Z' },
    },
    errors: [],
    async handle({ graph }) {
      const { id, email, createdAt } = (await graph.run(operation)).me;
      return { id, email, created_at: createdAt };
    },
  });
}
