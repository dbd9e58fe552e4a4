import { expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { listen } from '../src/server/http-server.ts';

/** Longer than a test may take here. */
const graceMs = 60_000;

it('ends at once although a connection is open on which nobody has ever asked for anything', async () => {
  const server = await listen({ port: 0, host: '127.0.0.1', listener: (_request, response) => response.end() });
  const silent = connect(server.port, '127.0.0.1');
  await once(silent, 'connect');
  await (await fetch(server.url)).text(); // connections are taken in their order: the silent one is there
  const closed = once(silent, 'close');
  await server.close(graceMs);
  await closed;
}, 20_000);

it('lets a request end that is under way', async () => {
  const asked = Promise.withResolvers<() => void>();
  const server = await listen({
    port: 0,
    host: '127.0.0.1',
    listener: (_request, response) => asked.resolve(() => response.end('done')),
  });
  const answer = fetch(server.url);
  const end = await asked.promise;
  const closing = server.close(graceMs);
  end();
  expect(await (await answer).text()).toBe('done');
  await closing;
}, 20_000);
