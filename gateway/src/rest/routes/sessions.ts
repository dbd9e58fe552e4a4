import { z } from 'zod';
import { readOperation } from '../operation.ts';
import { defineRoute, type Route } from '../route.ts';
import { detailSchema } from '../schemas/detail.ts';
import { pageOf, readPages } from '../schemas/page.ts';
import * as schemas from '../schemas/sessions.ts';
import { numericId } from '../schemas/timestamp.ts';
import { noActiveSession } from './missing.ts';

const tag = 'Sessions';
const example = {
  id: '550e8400-e29b-41d4-a716-446655440000',
  user_id: 1,
  title: 'Penguins',
  active: true,
  created_at: '2026-01-15T10:30:00Z',
};

export function createSessionRoutes(): readonly Route[] {
  return [list(), active(), create(), activate(), remove()];
}

function list(): Route {
  const operation = readOperation(
    'list-sessions',
    z.object({ me: z.object({ sessions: pageOf(schemas.sessionFields) }) }),
    ['session-fields'],
  );
  return defineRoute({
    method: 'GET',
    path: '/sessions/',
    tag,
    summary: 'List your sessions',
    request: z.object({}),
    answer: { description: 'All of them, newest first.', schema: schemas.sessionList, example: [example] },
    errors: [],
    async handle({ graph }) {
      const sessions = await readPages(async (after) => (await graph.run(operation, { after })).me.sessions);
      return sessions.map(schemas.toSession);
    },
  });
}

function active(): Route {
  const operation = readOperation(
    'active-session',
    z.object({ me: z.object({ activeSession: z.object({ id: z.string() }).nullable() }) }),
  );
  return defineRoute({
    method: 'GET',
    path: '/sessions/active',
    tag,
    summary: 'Get the id of the active session',
    request: z.object({}),
    answer: { description: 'The id, a bare JSON string.', schema: schemas.activeSessionId, example: example.id },
    errors: [404],
    async handle({ graph }) {
      const { activeSession } = (await graph.run(operation)).me;
      if (activeSession === null) throw noActiveSession();
      return activeSession.id;
    },
  });
}

function create(): Route {
  const operation = readOperation('create-session', z.object({ createSession: schemas.sessionFields }), [
    'session-fields',
  ]);
  return defineRoute({
    method: 'POST',
    path: '/sessions/',
    tag,
    summary: 'Make a session and make it the active one',
    request: z.object({ body: schemas.newSession }),
    body: 'json',
    answer: { description: 'The session, already active.', schema: schemas.session, example },
    errors: [400, 409, 413, 422],
    async handle({ input, graph }) {
      return schemas.toSession((await graph.run(operation, input.body)).createSession);
    },
  });
}

function activate(): Route {
  const activated = z.object({ user: z.object({ id: numericId }) });
  const operation = readOperation('activate-session', z.object({ activateSession: activated }));
  const detail = (title: string, userId: number): string => `'${title}' set as active session for user_id=${userId}`;
  return defineRoute({
    method: 'POST',
    path: '/sessions/active/{title}',
    tag,
    summary: 'Make a session the active one',
    request: z.object({ path: schemas.titlePath }),
    answer: {
      description: 'It is active; the one that was no longer is.',
      schema: detailSchema(detail('Penguins', 1)),
      example: { detail: detail('Penguins', 1) },
    },
    errors: [404, 422],
    argumentPlaces: { title: ['path', 'title'] },
    async handle({ input: { path }, graph }) {
      const { user } = (await graph.run(operation, path)).activateSession;
      return { detail: detail(path.title, user.id) };
    },
  });
}

function remove(): Route {
  const operation = readOperation('delete-session', z.object({ deleteSession: z.string() }));
  const done = { detail: 'Session deleted successfully' };
  return defineRoute({
    method: 'DELETE',
    path: '/sessions/{title}',
    tag,
    summary: 'Delete a session that is not active',
    request: z.object({ path: schemas.titlePath }),
    answer: { description: 'It is gone.', schema: detailSchema(done.detail), example: done },
    errors: [400, 404, 422],
    argumentPlaces: { title: ['path', 'title'] },
    async handle({ input, graph }) {
      await graph.run(operation, input.path);
      return done;
    },
  });
}
