import { z } from 'zod';
import { instant, numericId, timestamp } from './timestamp.ts';

export const session = z.object({
  id: z.uuid(),
  user_id: z.int(),
  title: z.string(),
  active: z.boolean().describe('Whether it is the one session that its owner works in now.'),
  created_at: timestamp,
});

export const sessionList = z.array(session).describe('Newest first.');
export const activeSessionId = z.uuid().describe('The id itself, a bare JSON string.');

export const newSession = z
  .object({ title: z.string().min(1).describe('1 to 200 characters, unique among your sessions.') })
  .meta({ examples: [{ title: 'Penguins' }] });

export const titlePath = z.object({
  title: z.string().min(1).describe("The session's title, URL-encoded: any Unicode, a `/` as `%2F`."),
});

/** The fragment SessionFields. */
export const sessionFields = z.object({
  id: z.string(),
  title: z.string(),
  active: z.boolean(),
  createdAt: instant,
  user: z.object({ id: numericId }),
});

export function toSession({ id, title, active, createdAt, user }: z.output<typeof sessionFields>) {
  return { id, user_id: user.id, title, active, created_at: createdAt };
}
