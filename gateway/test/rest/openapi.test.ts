import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { send } from './support/rest-client.ts';
import { startRestServer, type RestServer } from './support/rest-server.ts';
import { openApiSchema } from './support/openapi-schema.ts';
import { StandInExecutor } from './support/stand-in-executor.ts';

const contract = [
  'POST /auth/register',
  'POST /auth/login',
  'GET /auth/me',
  'GET /sessions/',
  'GET /sessions/active',
  'POST /sessions/',
  'POST /sessions/active/{title}',
  'DELETE /sessions/{title}',
  'GET /files/',
  'GET /files/active',
  'POST /files/active/',
  'POST /files/',
  'DELETE /files/{file_name}',
  'GET /chat/stream',
  'GET /chat/history',
  'POST /chat/save',
];

describe('the OpenAPI document', () => {
  let server: RestServer;
  beforeAll(async () => {
    server = await startRestServer(new StandInExecutor());
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });
  const read = async () => (await send(server.base, 'GET', '/openapi.json')).body;

  it('has the form that OpenAPI 3.1 wants', async () => {
    expect(openApiSchema.safeParse(await read()).error?.issues ?? []).toEqual([]);
  });

  it('has the endpoints of the contract and no others', async () => {
    const { paths } = openApiSchema.parse(await read());
    const found = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(found.toSorted()).toEqual(contract.toSorted());
  });

  it('has references that all lead somewhere', async () => {
    const document = await read();
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!);
    expect(references.length).toBeGreaterThan(0);
    for (const path of references) {
      const target = path.split('/').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document);
      expect([path, typeof target]).toEqual([path, 'object']);
    }
  });

  it('is shown by a page that loads nothing and runs no script', async () => {
    const { status, headers, text } = await send(server.base, 'GET', '/docs/');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    const style = /<style>([^]*)<\/style>/.exec(text)![1]!;
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers.get('content-security-policy')).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
    expect(text).not.toMatch(/<script|<link|<img|\bsrc=|url\(|@import|https?:\/\/(?!spec\.|json-schema)/i);
    for (const endpoint of contract) expect(text).toContain(`<code>${endpoint.split(' ')[1]!}</code>`);
  });
});
