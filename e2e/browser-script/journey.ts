export interface JourneyResult {
  readonly register: unknown;
  readonly login: unknown;
  readonly session: unknown;
  readonly file: unknown;
  readonly question: string;
  /** How often the reader of the stream got something. */
  readonly writes: number;
  readonly frames: readonly string[];
  /** What the pictures are once they are decoded. */
  readonly images: readonly { readonly type: string; readonly size: number }[];
  readonly history: unknown;
}

/** Runs in the page, which has none of this module but the function itself. */
export async function journey(base: string): Promise<JourneyResult> {
  let authorization: Record<string, string> = {};
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { ...authorization, ...(init.headers as Record<string, string> | undefined) }; // as given below
    const response = await fetch(base + path, { ...init, headers, credentials: 'include' });
    if (!response.ok) throw new Error(`${path}: ${String(response.status)} ${await response.text()}`);
    return response;
  };
  const json = async (path: string, body: unknown): Promise<unknown> =>
    (
      await call(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).json();

  const account = { email: `${crypto.randomUUID()}@example.com`, password: 'correct horse' };
  const register = await json('/auth/register', account);
  const grant = new URLSearchParams({ grant_type: 'password', username: account.email, password: account.password });
  const loggedIn = await call('/auth/login', { method: 'POST', body: grant });
  const login = (await loggedIn.json()) as { access_token: string; token_type: string }; // the contract's
  authorization = { Authorization: `${login.token_type} ${login.access_token}` };
  const session = await json('/sessions/', { title: 'Größe' });

  const form = new FormData();
  form.append('file', new File(['product,units\npen,3\nink,5\npen,4\n'], 'sales.csv', { type: 'text/csv' }));
  form.append('file_name', 'sales');
  form.append('description', 'Sold in January');
  const file: unknown = await (await call('/files/', { method: 'POST', body: form })).json();

  const question = 'Plot the mean of units by product as a bar chart';
  const stream = await call(`/chat/stream?question=${encodeURIComponent(question)}`);
  if (stream.body === null) throw new Error('the stream has no body');
  const reader = (stream.body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader(); // a body gives bytes
  const decoder = new TextDecoder();
  let text = '';
  let writes = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    text += decoder.decode(read.value, { stream: true });
    writes += 1;
  }
  const frames = text.split('\n\n').slice(0, -1);

  const pictures = frames
    .map((frame) => JSON.parse(frame.slice('data: '.length)) as { type: string; data: string }) // the contract's
    .filter(({ type }) => type === 'image')
    .map(async ({ data }) => (await fetch(`data:image/png;base64,${data}`)).blob());
  const images = (await Promise.all(pictures)).map(({ type, size }) => ({ type, size }));
  const history: unknown = await (await call('/chat/history')).json();
  return { register, login, session, file, question, writes, frames, images, history };
}
