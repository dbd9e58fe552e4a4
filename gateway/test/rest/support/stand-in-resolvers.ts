import { randomUUID } from 'node:crypto';
import { buffer, json } from 'node:stream/consumers';
import { testSigner } from '@mas/kit/testing/test-tokens';
import type { Upload } from '../../../src/uploads/upload.ts';
import { refuse, type StandInStore, type StoredFile, type StoredSession } from './stand-in-store.ts';

export interface StandInContext {
  readonly userId: string | undefined;
}

type Args = Readonly<Record<string, string>>;
type Resolver = (
  source: never,
  args: Args & { readonly file: Upload; readonly details?: Upload },
  context: StandInContext,
) => unknown;

const createdAt = '2026-01-15T10:30:00.000Z';

export function createStandInResolvers(store: StandInStore): Record<string, Record<string, Resolver>> {
  const caller = ({ userId }: StandInContext): string => userId ?? refuse('UNAUTHENTICATED', 'Sign in first.');
  const sessionOf = (owner: string, title: string | undefined): StoredSession =>
    store.sessions.find((each) => each.owner === owner && each.title === title) ??
    refuse('NOT_FOUND', 'There is no such session.');
  const fileOf = (owner: string, name: string | undefined): StoredFile =>
    store.files.find((each) => each.owner === owner && each.name === name) ??
    refuse('NOT_FOUND', 'There is no such file.');
  const page = (nodes: readonly unknown[]) => ({ nodes, pageInfo: { hasNextPage: false, endCursor: null } });
  const payload = async (id: string) => {
    const { token, expiresIn } = await testSigner.sign(id, randomUUID());
    return { accessToken: token, tokenType: 'bearer', expiresIn, user: { id } };
  };

  return {
    Query: {
      me: (_, _args, context) => ({ id: caller(context) }),
      session: (_, { id }, context) =>
        store.sessions.find((session) => session.id === id && session.owner === caller(context)) ?? null,
      run: (_, { id }, context) =>
        store.runs.find((run) => run.id === id && run.owner === caller(context)) ??
        refuse('NOT_FOUND', 'There is no such run.'),
    },
    Mutation: {
      register(_, { email = '', password = '' }) {
        if (store.accounts.some((each) => each.email === email)) refuse('CONFLICT', 'Taken.', 'email');
        if (Buffer.byteLength(password) > 72) refuse('BAD_USER_INPUT', 'The password may have 72 bytes.', 'password');
        store.accounts.push({ id: String(store.accounts.length + 1), email, password });
        return payload(String(store.accounts.length));
      },
      login(_, { email, password }) {
        const account = store.accounts.find((each) => each.email === email && each.password === password);
        return payload(account?.id ?? refuse('UNAUTHENTICATED', 'The e-mail address or the password is wrong.'));
      },
      createSession(_, { title = '' }, context) {
        const owner = caller(context);
        if (title.trim() === '' || title.length > 200) refuse('BAD_USER_INPUT', 'The title will not do.', 'title');
        if (store.sessions.some((each) => each.owner === owner && each.title === title))
          refuse('CONFLICT', 'Taken.', 'title');
        const session = { id: randomUUID(), owner, title, active: true, activeFile: undefined };
        store.sessions.unshift(session);
        return store.activate(session);
      },
      activateSession: (_, { title }, context) => store.activate(sessionOf(caller(context), title)),
      deleteSession(_, { title }, context) {
        const session = sessionOf(caller(context), title);
        if (session.active) refuse('FAILED_PRECONDITION', 'This session is active.');
        store.sessions.splice(store.sessions.indexOf(session), 1);
        return session.id;
      },
      async uploadFile(_, { file, details, ...known }, context) {
        const owner = caller(context);
        const session = store.activeSession(owner);
        const { filename, stream } = await file.take();
        const bytes = await buffer(stream);
        const late = details && ((await json((await details.take()).stream)) as Args); // the gateway wrote it
        const { name = '', description = '' } = { ...known, ...late };
        if (store.files.some((each) => each.owner === owner && each.name === name))
          refuse('CONFLICT', 'Taken.', 'name');
        if (!filename.endsWith('.csv')) refuse('UNSUPPORTED_FILE', 'This is no CSV.', 'file');
        const stored = { id: String(store.files.length + 1), owner, name, description, filename, bytes };
        store.files.unshift(stored);
        session.activeFile = stored;
        return stored;
      },
      activateFile(_, { name }, context) {
        const file = fileOf(caller(context), name);
        store.activeSession(caller(context)).activeFile = file;
        return file;
      },
      deleteFile(_, { name }, context) {
        const file = fileOf(caller(context), name);
        if (store.sessions.some(({ active, activeFile }) => active && activeFile === file)) {
          refuse('FAILED_PRECONDITION', 'This file is active.');
        }
        store.files.splice(store.files.indexOf(file), 1);
        return file.id;
      },
      ask: (_, { question = '' }, context) => store.ask(caller(context), question),
      cancelRun(_, { id }, context) {
        const run = store.runs.find((each) => each.id === id && each.owner === caller(context));
        run?.emit('RunCancelled');
        return run ?? refuse('NOT_FOUND', 'There is no such run.');
      },
      saveMemory: (_, _args, context) => {
        if (store.activeSession(caller(context)).activeFile === undefined)
          refuse('NOT_FOUND', 'There is no active file.');
        return true;
      },
    },
    User: {
      email: ({ id }: { id: string }) => store.accounts.find((each) => each.id === id)?.email,
      createdAt: () => createdAt,
      sessions: ({ id }: { id: string }) => page(store.sessions.filter(({ owner }) => owner === id)),
      activeSession: ({ id }: { id: string }) =>
        store.sessions.find(({ owner, active }) => owner === id && active) ?? null,
      files: ({ id }: { id: string }) => page(store.files.filter(({ owner }) => owner === id)),
    },
    Session: {
      createdAt: () => createdAt,
      user: ({ owner }: StoredSession) => ({ id: owner }),
      conversation: (session: StoredSession, { fileId }) =>
        store.runs
          .filter((run) => run.session === session && run.file.id === fileId && run.isOver)
          .map((run) => ({
            question: run.question,
            answer: 'An answer.',
            askedAt: createdAt,
            answeredAt: createdAt,
            run,
          })),
    },
    Run: {
      lastSeq: ({ events }: { events: readonly unknown[] }) => events.length,
      events: ({ events }: { events: readonly unknown[] }, { first, after }) =>
        events.slice(Number(after), Number(after) + Number(first)),
    },
    File: {
      storageUri: ({ owner, name }: StoredFile) => `local://${owner}_${name}.csv`,
      summary: ({ bytes }: StoredFile) => summaryOf(bytes.toString()),
      sizeBytes: ({ bytes }: StoredFile) => bytes.byteLength,
      createdAt: () => createdAt,
    },
  };
}

const types: Readonly<Record<string, string>> = {
  date: 'datetime64[ns]',
  units: 'int64',
  price: 'float64',
  returned: 'bool',
};

function summaryOf(csv: string): string {
  const [header = '', ...rows] = csv.trimEnd().split('\n');
  const columns = header.split(',');
  const list = columns.map((name) => `- **${name}**: \`${types[name] ?? 'object'}\``);
  const head = `The dataset has **${rows.length} rows** and **${columns.length} columns**.`;
  return `${head}\n\nIt contains the following features:\n\n${list.join('\n')}\n`;
}
