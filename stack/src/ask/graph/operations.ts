import { z } from 'zod';

/** An operation of the graph, and the shape of what it gives. */
export interface Operation<Data> {
  readonly document: string;
  readonly data: z.ZodType<Data>;
}

const signedIn = z.object({ accessToken: z.string() });
const identified = z.object({ id: z.string() });

export const register = define(
  'mutation Register($email: EmailAddress!, $password: String!) { signedIn: register(email: $email, password: $password) { accessToken } }',
  z.object({ signedIn }),
);

export const login = define(
  'mutation Login($email: String!, $password: String!) { signedIn: login(email: $email, password: $password) { accessToken } }',
  z.object({ signedIn }),
);

export const createSession = define(
  'mutation CreateSession($title: String!) { session: createSession(title: $title) { id } }',
  z.object({ session: identified }),
);

export const uploadFile = define(
  `mutation UploadFile($file: Upload!, $name: String!, $sessionId: ID!) {
    file: uploadFile(file: $file, name: $name, sessionId: $sessionId) {
      id
      name
      profile { rows warnings columns { name } }
    }
  }`,
  z.object({
    file: z.object({
      id: z.string(),
      name: z.string(),
      profile: z.object({
        rows: z.number(),
        warnings: z.array(z.string()),
        columns: z.array(z.object({ name: z.string() })),
      }),
    }),
  }),
);

export const ask = define(
  `mutation Ask($question: String!, $sessionId: ID!, $fileId: ID!, $mode: Mode!, $idempotencyKey: String!) {
    run: ask(question: $question, sessionId: $sessionId, fileId: $fileId, mode: $mode, idempotencyKey: $idempotencyKey) { id }
  }`,
  z.object({ run: identified }),
);

export const cancelRun = define(
  'mutation CancelRun($id: ID!) { run: cancelRun(id: $id) { id status } }',
  z.object({ run: z.object({ id: z.string(), status: z.string() }) }),
);

function define<Data>(document: string, data: z.ZodType<Data>): Operation<Data> {
  return { document, data };
}
