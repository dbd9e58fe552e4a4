import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';

export interface Answer {
  readonly status: number;
  readonly data: Readonly<Record<string, never>> & Record<string, unknown>;
  readonly errors: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
  /** The errors' codes, in order. */
  readonly codes: readonly unknown[];
}

/** Somebody with an account, who uses the gateway as any client does: HTTP, multipart, WebSocket. */
export interface Person extends AsyncDisposable {
  readonly email: string;
  readonly token: string;
  readonly socket: Client;
  send(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** Like `send`, but throws unless all went well. */
  must<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>;
  upload(file: Blob | string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** The id of the run that answers it, about what is active. */
  ask(question: string): Promise<string>;
  /** Every event of a run from `after` to its end; `fields` are selected of each. */
  events(runId: string, fields: string, after?: number): AsyncIterableIterator<Record<string, unknown>>;
  /** The event that ends a run. */
  lastEvent(runId: string, fields: string): Promise<Readonly<Record<string, unknown>>>;
}

export async function post(
  url: string,
  body: string | FormData,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  const answer = (await response.json()) as Partial<Answer>; // the tests assert what matters of it
  const errors = answer.errors ?? [];
  return {
    status: response.status,
    data: answer.data ?? {}, // absent data reads as an empty object
    errors,
    codes: errors.map(({ extensions }) => extensions?.['code']),
  };
}

const register =
  'mutation ($email: EmailAddress!) { register(email: $email, password: "correct horse") { accessToken } }';
const askQuestion = 'mutation ($question: String!) { ask(question: $question) { id } }';
const uploadFile =
  'mutation ($file: Upload!, $name: String, $sessionId: ID, $keepOthers: Boolean! = false) { uploadFile(file: $file, name: $name, sessionId: $sessionId, keepOthers: $keepOthers) { id name summary storageUri profile { rows columns { name type nulls mean } } } }';

export async function registerPerson(url: string): Promise<Person> {
  const email = `${randomUUID()}@example.com`;
  const json = { 'content-type': 'application/json' };
  const registered = await post(url, JSON.stringify({ query: register, variables: { email } }), json);
  const { accessToken: token } = registered.data['register'] as unknown as { accessToken: string }; // what was selected
  const authorization = `Bearer ${token}`;
  const socket = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
    retryAttempts: 0,
  });
  const send: Person['send'] = (query, variables) =>
    post(url, JSON.stringify({ query, variables }), { ...json, authorization });
  const must = async <Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data> => {
    const { data, errors } = await send(query, variables);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data as Data; // the caller knows what it selected
  };
  const events: Person['events'] = async function* (runId, fields, after = 0) {
    const query = `subscription ($runId: ID!, $after: Int!) { runEvents(runId: $runId, after: $after) { ${fields} } }`;
    const stream = socket.iterate<{ runEvents: Record<string, unknown> }>({ query, variables: { runId, after } });
    for await (const { data, errors } of stream) {
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      if (data != null) yield data.runEvents;
    }
  };
  return {
    email,
    token,
    socket,
    send,
    must,
    async ask(question) {
      const { ask } = await must<{ ask: { id: string } }>(askQuestion, { question });
      return ask.id;
    },
    async upload(file, variables = {}) {
      const form = new FormData();
      form.set('operations', JSON.stringify({ query: uploadFile, variables: { file: null, ...variables } }));
      form.set('map', JSON.stringify({ 0: ['variables.file'] }));
      if (typeof file === 'string') form.set('0', await openAsBlob(file), basename(file));
      else form.set('0', file, 'data.csv');
      return post(url, form, { authorization, 'apollo-require-preflight': '1' });
    },
    events,
    async lastEvent(runId, fields) {
      let last: Readonly<Record<string, unknown>> = {};
      for await (const event of events(runId, fields)) last = event;
      return last;
    },
    async [Symbol.asyncDispose]() {
      await socket.dispose();
    },
  };
}
