import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { latencyOf, type Latency } from './percentiles.ts';
import { startServices } from './running-services.ts';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 1_000);
const streams = Number(process.env['BENCH_STREAMS'] ?? 10);
const allowedRatio = 1.3;
const penguins = join(import.meta.dirname, '../../examples/penguins.csv');
const question = 'How many rows are there?';

const pairs = [
  { name: 'who am I', path: '/auth/me', query: '{ me { id email createdAt } }' },
  { name: 'active session', path: '/sessions/active', query: '{ me { activeSession { id } } }' },
  {
    name: 'sessions',
    path: '/sessions/',
    query:
      '{ me { sessions(first: 500) { nodes { id title active createdAt user { id } } pageInfo { hasNextPage endCursor } } } }',
  },
];

/** What the REST interface costs over the graph it translates to, request by request in turns, and the time to first frames. */
export async function benchmarkShim(): Promise<void> {
  await using services = await startServices();
  const client = await signIn(services.gatewayUrl);
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  print(`${rounds} rounds a request, REST and GraphQL in turns, one connection each`);
  let worst = 0;
  for (const { name, path, query } of pairs) {
    const { rest, graph } = await alternate(
      rounds,
      () => client.rest(path),
      () => client.graph(query),
    );
    worst = Math.max(worst, rest.p50 / graph.p50);
    print(row(name, rest, graph));
  }
  const { rest, graph } = await alternate(
    streams,
    () => client.firstFrame(),
    () => client.firstEvent(),
  );
  print(row(`first frame (${streams} questions)`, rest, graph));
  print(`worst ratio of the medians ${worst.toFixed(2)}, ${allowedRatio} allowed`);
  if (worst > allowedRatio) process.exitCode = 1;
}

function row(name: string, rest: Latency, graph: Latency): string {
  const cell = (of: 'p50' | 'p99'): string =>
    `${of} REST ${rest[of].toFixed(2)} ms, GraphQL ${graph[of].toFixed(2)} ms, ratio ${(rest[of] / graph[of]).toFixed(2)}`;
  return `${name}: ${cell('p50')}; ${cell('p99')}`;
}

/** Both are warmed up first, and neither is always the first. */
async function alternate(count: number, rest: Measured, graph: Measured): Promise<{ rest: Latency; graph: Latency }> {
  const durations = { rest: [] as number[], graph: [] as number[] };
  const warmUp = Math.ceil(count / 10);
  for (let index = -warmUp; index < count; index += 1) {
    const order = index % 2 === 0 ? (['rest', 'graph'] as const) : (['graph', 'rest'] as const);
    for (const which of order) {
      const ms = await (which === 'rest' ? rest : graph)();
      if (index >= 0) durations[which].push(ms);
    }
  }
  return { rest: latencyOf(durations.rest), graph: latencyOf(durations.graph) };
}

type Measured = () => Promise<number>;

interface BenchClient {
  rest(path: string): Promise<number>;
  graph(query: string): Promise<number>;
  /** From the question to the first frame of the stream. */
  firstFrame(): Promise<number>;
  /** From the question to the first event over GraphQL's own event stream. */
  firstEvent(): Promise<number>;
}

async function signIn(gatewayUrl: string): Promise<BenchClient> {
  const base = `${gatewayUrl}/api/v1/gateway`;
  const json = { 'content-type': 'application/json' };
  const post = (path: string, headers: Record<string, string>, body: NonNullable<RequestInit['body']>) =>
    checked(fetch(base + path, { method: 'POST', headers, body }));
  const account = { email: 'bench@example.com', password: 'correct horse' };
  await post('/auth/register', json, JSON.stringify(account));
  const login = await post(
    '/auth/login',
    {},
    new URLSearchParams({ username: account.email, password: account.password }),
  );
  const { access_token: token } = (await login.json()) as { access_token: string }; // the contract's
  const headers = { authorization: `Bearer ${token}` };
  await post('/sessions/', { ...headers, ...json }, JSON.stringify({ title: 'Benchmark' }));
  const form = new FormData();
  form.append('file_name', 'penguins');
  form.append('description', 'Penguins');
  form.append('file', await openAsBlob(penguins), 'penguins.csv');
  await post('/files/', headers, form);

  const graphql = (query: string, accept: string, variables = {}) =>
    checked(
      fetch(`${gatewayUrl}/graphql`, {
        method: 'POST',
        headers: { ...headers, ...json, accept },
        body: JSON.stringify({ query, variables }),
      }),
    );
  return {
    rest: (path) => timed(async () => (await checked(fetch(base + path, { headers }))).text()),
    graph: (query) => timed(async () => (await graphql(query, 'application/json')).text()),
    firstFrame: () =>
      timeToFirst(
        () => checked(fetch(`${base}/chat/stream?question=${encodeURIComponent(question)}`, { headers })),
        /^data: /m,
      ),
    firstEvent: () =>
      timeToFirst(async () => {
        const asked = await graphql(
          'mutation ($question: String!) { ask(question: $question) { id } }',
          'application/json',
          { question },
        );
        const { data } = (await asked.json()) as { data: { ask: { id: string } } }; // what was selected
        const subscription = 'subscription ($id: ID!) { runEvents(runId: $id) { __typename seq } }';
        return graphql(subscription, 'text/event-stream', { id: data.ask.id });
      }, /^data: \S/m),
  };
}

async function checked(answer: Promise<Response>): Promise<Response> {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return response;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Reads the rest of the stream too, so that one run is over before the next begins. */
async function timeToFirst(open: () => Promise<Response>, frame: RegExp): Promise<number> {
  const start = performance.now();
  let text = '';
  let ms: number | undefined;
  const decoder = new TextDecoder();
  const { body } = await open();
  if (body === null) throw new Error('the answer has no body');
  // The DOM's type of the stream knows no iteration, Node's stream does.
  for await (const chunk of body as ReadableStream<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (frame.test(text)) ms ??= performance.now() - start;
  }
  if (ms === undefined) throw new Error(`no frame came: ${text}`);
  return ms;
}
