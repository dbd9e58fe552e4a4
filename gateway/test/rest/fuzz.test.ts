import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createDescribedAnswers, type DescribedAnswers } from './support/described-answers.ts';
import { registerAnalyst, type Person } from './support/rest-client.ts';
import { startRestServer, type RestServer } from './support/rest-server.ts';
import { writeAnswer } from './support/stand-in-answer.ts';
import { StandInExecutor } from './support/stand-in-executor.ts';

/** Requests an endpoint. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 500);

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    '',
    ' ',
    'Sales',
    'sales',
    '__proto__',
    'constructor',
    '\0',
    '../x',
    'a'.repeat(300),
    '💥'.repeat(90),
  ),
);
const json = fc.oneof(
  fc.record({ email: text, password: text, title: text, file_name: text }, { requiredKeys: [] }),
  fc.jsonValue({ maxDepth: 3 }),
);
const headers = fc.record(
  {
    accept: fc.constantFrom('*/*', 'text/event-stream; profile=resume', 'text/html'),
    'last-event-id': fc.constantFrom('x', '550e8400-e29b-41d4-a716-446655440000:1:0', ':::'),
    origin: fc.constantFrom('http://localhost:3000', 'null', 'http://evil.example'),
  },
  { requiredKeys: [] },
);
const strangeType = fc.constantFrom('text/plain', 'multipart/form-data', 'multipart/form-data; boundary=y', '¦');
const authorization = fc.constantFrom('token', 'token', 'token', 'token', '', 'Bearer', 'Bearer a.b.c', 'Basic YTpi');
const wholeUpload = ['file_name', 'description', 'file'].map((name) => ({ name, value: 'a', isFile: name === 'file' }));
const plausible = fc.constantFrom(
  { type: 'multipart/form-data; boundary=x', content: multipart(wholeUpload) },
  { type: 'application/json', content: '{"title": "Another"}' },
  { type: 'application/json', content: '{"file_name": "sales"}' },
  { type: 'application/json', content: '{"email": "ada@example.com", "password": "correct horse"}' },
  { type: 'application/x-www-form-urlencoded', content: 'username=ada%40example.com&password=correct+horse' },
);
const anyBody = fc.oneof(
  plausible,
  json.map((value) => ({ type: 'application/json', content: JSON.stringify(value) })),
  fc.dictionary(fc.constantFrom('username', 'password', 'grant_type', 'scope', 'x'), text).map((form) => ({
    type: 'application/x-www-form-urlencoded',
    content: new URLSearchParams(form).toString(),
  })),
  fc
    .uint8Array({ maxLength: 200 })
    .map((bytes) => ({ type: 'application/json', content: Buffer.from(bytes).toString('latin1') })),
  fc
    .array(
      fc.record({ name: fc.constantFrom('file', 'file_name', 'description', 'x'), value: text, isFile: fc.boolean() }),
      { maxLength: 5 },
    )
    .map((parts) => ({ type: 'multipart/form-data; boundary=x', content: multipart(parts) })),
);

const body = fc
  .tuple(anyBody, fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: strangeType }))
  .map(([{ type, content }, strange]) => ({ type: strange ?? type, content }));

function multipart(parts: readonly { name: string; value: string; isFile: boolean }[]): string {
  const encoded = parts.map(
    ({ name, value, isFile }) =>
      `--x\r\nContent-Disposition: form-data; name="${name}"${isFile ? '; filename="d.csv"' : ''}\r\n\r\n${value}\r\n`,
  );
  return `${encoded.join('')}--x--\r\n`;
}

describe('whatever is sent', () => {
  let server: RestServer;
  let person: Person;
  let described: DescribedAnswers;

  beforeAll(async () => {
    const executor = new StandInExecutor();
    executor.store.onAsk = writeAnswer;
    server = await startRestServer(executor);
    described = createDescribedAnswers(await (await fetch(`${server.base}/openapi.json`)).json());
  });
  beforeEach(async () => {
    person = await registerAnalyst(server.base);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  it.each([
    ['POST', '/auth/register'],
    ['POST', '/auth/login'],
    ['GET', '/auth/me'],
    ['GET', '/sessions/'],
    ['GET', '/sessions/active'],
    ['POST', '/sessions/'],
    ['POST', '/sessions/active/{title}'],
    ['DELETE', '/sessions/{title}'],
    ['GET', '/files/'],
    ['GET', '/files/active'],
    ['POST', '/files/active/'],
    ['POST', '/files/'],
    ['DELETE', '/files/{file_name}'],
    ['GET', '/chat/stream'],
    ['GET', '/chat/history'],
    ['POST', '/chat/save'],
  ])(
    '%s %s answers as the document says, and never 500',
    async (method, path) => {
      const format = fc.constantFrom('frames', 'messages', 'x', '');
      const query = fc.option(fc.record({ question: text, format }, { requiredKeys: [] }));
      const statuses = new Set<number>();
      await fc.assert(
        fc.asyncProperty(
          authorization,
          headers,
          body,
          query,
          text,
          fc.boolean(),
          async (auth, extra, sent, search, segment, hasSlash) => {
            const target = path
              .replace(/\{\w+\}/, () => encodeURIComponent(segment.toWellFormed()) || '%20')
              .replace(/\/$/, '');
            const parameters = search === null ? '' : `?${new URLSearchParams(Object.entries(search)).toString()}`;
            const url = `${server.base}${target}${hasSlash ? '/' : ''}${parameters}`;
            const pathname = new URL(server.base).pathname + target + (hasSlash ? '/' : '');
            fc.pre(new URL(url).pathname === pathname); // `..` and the like name another endpoint
            const response = await fetch(url, {
              method,
              redirect: 'error',
              headers: {
                'content-type': sent.type,
                ...extra,
                ...(auth !== '' && { authorization: auth === 'token' ? `Bearer ${person.token}` : auth }),
              },
              ...(method === 'POST' && { body: sent.content }),
            });
            const answer = {
              status: response.status,
              type: response.headers.get('content-type') ?? '',
              text: await response.text(),
            };
            statuses.add(answer.status);
            expect(answer.status).not.toBe(500);
            expect(described.problems(method, path, answer)).toEqual([]);
          },
        ),
        { numRuns },
      );
      expect(statuses.size).toBeGreaterThan(1);
    },
    600_000,
  );
});
