import { randomUUID } from 'node:crypto';

export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly body: unknown;
}

export interface RestRequest {
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly multipart?: FormData;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string | undefined;
}

/** Sends a request as a script would; redirects are errors. */
export async function send(base: string, method: string, path: string, request: RestRequest = {}): Promise<RestAnswer> {
  const { json, form, multipart, headers = {}, token } = request;
  const body = json !== undefined ? JSON.stringify(json) : (multipart ?? (form && new URLSearchParams(form)));
  const response = await fetch(`${base}${path}`, {
    method,
    redirect: 'error',
    headers: {
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: jsonOf(text) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface Person {
  readonly email: string;
  readonly userId: number;
  readonly token: string;
  send(method: string, path: string, request?: RestRequest): Promise<RestAnswer>;
}

export const password = 'correct horse';

/** Somebody new, signed in. */
export async function registerPerson(base: string): Promise<Person> {
  const email = `${randomUUID()}@example.com`;
  const registered = await send(base, 'POST', '/auth/register', { json: { email, password } });
  if (registered.status !== 200) throw new Error(registered.text);
  const { user_id: userId } = registered.body as { user_id: number }; // asserted by the contract's own test
  const login = await send(base, 'POST', '/auth/login', { form: { username: email, password } });
  const { access_token: token } = login.body as { access_token: string }; // asserted by the contract's own test
  return { email, userId, token, send: (method, path, request) => send(base, method, path, { token, ...request }) };
}

export function datasetForm(parts: Readonly<Record<string, string>>, csv?: string, filename = 'data.csv'): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(parts)) form.append(name, value);
  if (csv !== undefined) form.append('file', new Blob([csv], { type: 'text/csv' }), filename);
  return form;
}

export const sales = [
  'date,product,units,price,returned',
  '2025-01-01,pen,3,1.5,true',
  '2025-01-02,ink,5,2.25,false',
  '',
].join('\n');

/** Somebody with an active session and an active file, so that they can chat. */
export async function registerAnalyst(base: string): Promise<Person> {
  const person = await registerPerson(base);
  await person.send('POST', '/sessions/', { json: { title: 'Sales' } });
  const multipart = datasetForm({ file_name: 'sales', description: 'Sales of January' }, sales);
  const uploaded = await person.send('POST', '/files/', { multipart });
  if (uploaded.status !== 200) throw new Error(uploaded.text);
  return person;
}
