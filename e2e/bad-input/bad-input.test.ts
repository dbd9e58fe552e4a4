import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import WebSocket from 'ws';
import { type Person, registerPerson } from '../support/person.ts';
import { type RunningStack, startStack } from '@mas/kit/testing/running-stack';

describe('bad input', () => {
  let system: RunningStack;
  let person: Person;
  const opened = new AsyncDisposableStack();
  beforeAll(async () => {
    system = opened.use(await startStack());
    person = opened.use(await registerPerson(system.gatewayUrl));
  });
  afterAll(() => opened.disposeAsync());

  const ask = async (question: string) => {
    const runId = await person.ask(question);
    return person.lastEvent(runId, '__typename ... on RunFinished { report }');
  };
  const storedFiles = async () => {
    const entries = await readdir(join(system.dataDirectory, 'files'), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  };

  it('is told apart before anything is stored: no session, then no file', async () => {
    const csv = new Blob(['a,b\n1,2\n']);
    expect((await person.upload(csv, { name: 'early' })).codes).toEqual(['NOT_FOUND']);
    await person.must('mutation { createSession(title: "Bad input") { id } }');
    const noFile = await person.send('mutation { ask(question: "How many rows?") { id } }');
    expect(noFile.codes).toEqual(['NOT_FOUND']);
    expect(noFile.errors[0]?.message).toMatch(/file/i);
    expect(await storedFiles()).toEqual([]);
  });

  it.each([
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')],
    ['an empty file', Buffer.alloc(0)],
    ['a header without rows', Buffer.from('a,b,c\n')],
    ['an archive', Buffer.from('504b0304140000000800', 'hex')],
  ])('is refused and leaves nothing behind: %s', async (_what, bytes) => {
    const answer = await person.upload(new Blob([bytes]), { name: 'refused' });
    expect(answer.codes).toEqual(['UNSUPPORTED_FILE']);
    expect(answer.errors[0]?.message.length).toBeGreaterThan(20);
    const { data } = await person.send('{ me { files { totalCount } } }');
    expect(data['me']).toEqual({ files: { totalCount: 0 } });
    expect(await storedFiles()).toEqual([]);
  });

  it('is read as well as it can be: a column name twice, 300 columns', async () => {
    const twice = await person.upload(new Blob(['a,a,b\n1,2,3\n4,5,6\n']), { name: 'twice' });
    expect(twice.errors).toEqual([]);
    const { profile } = twice.data['uploadFile'] as unknown as { profile: { columns: { name: string }[] } };
    expect(new Set(profile.columns.map(({ name }) => name)).size).toBe(3);

    const names = Array.from({ length: 300 }, (_value, index) => `c${String(index)}`);
    const wide = [names, names.map((_name, index) => index), names.map((_name, index) => index * 2)].map((row) =>
      row.join(','),
    );
    const uploaded = await person.upload(new Blob([wide.join('\n')]), { name: 'wide' });
    expect(uploaded.errors).toEqual([]);
    expect(await ask('What is the mean of c299?')).toMatchObject({
      __typename: 'RunFinished',
      report: expect.stringContaining('448.5'),
    });
  });

  it('is said to be taken when a name is used twice', async () => {
    expect((await person.upload(new Blob(['a,b\n1,2\n']), { name: 'taken' })).errors).toEqual([]);
    expect((await person.upload(new Blob(['a,b\n1,2\n']), { name: 'taken' })).codes).toEqual(['CONFLICT']);
    expect((await person.send('mutation { createSession(title: "Bad input") { id } }')).codes).toEqual(['CONFLICT']);
  });

  it('is answered plainly when a question means nothing', async () => {
    const finished = await ask('Colourless green ideas sleep furiously?');
    expect(finished).toMatchObject({
      __typename: 'RunFinished',
      report: expect.stringMatching(/not understand|could not/i),
    });
  });

  it.each(['a socket', 'server-sent events', 'an upload'])(
    'does not fall over variables 100,000 levels deep: %s',
    async (way) => {
      const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
      const authorization = `Bearer ${person.token}`;
      const headers = { 'content-type': 'application/json', accept: 'text/event-stream', authorization };
      const body = `{"query":"{ __typename }","variables":${deep}}`;
      if (way === 'a socket') {
        const socket = new WebSocket(`${system.gatewayUrl.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
        await once(socket, 'open');
        socket.send('{"type":"connection_init"}');
        await once(socket, 'message');
        socket.send(`{"id":"1","type":"subscribe","payload":${body}}`);
        await once(socket, 'message');
        socket.terminate();
      } else if (way === 'server-sent events') {
        await (await fetch(`${system.gatewayUrl}/graphql`, { method: 'POST', headers, body })).text();
      } else {
        const form = new FormData();
        form.set('operations', body);
        form.set('map', '{"0":["variables.file"]}');
        form.set('0', new Blob(['a,b']), 'data.csv');
        await (
          await fetch(`${system.gatewayUrl}/graphql`, { method: 'POST', headers: { authorization }, body: form })
        ).text();
      }
      expect((await fetch(`${system.gatewayUrl}/livez`)).status).toBe(200);
    },
  );

  it.each([
    ['a subscription as a plain request', 'subscription { runEvents(runId: "x") { seq } }', ['BAD_REQUEST']],
    ['an empty question', 'mutation { ask(question: "  ") { id } }', ['BAD_USER_INPUT']],
    [
      'a question of 10,001 characters',
      `mutation { ask(question: "${'x'.repeat(10_001)}") { id } }`,
      ['BAD_USER_INPUT'],
    ],
    ['an id that is no id', '{ run(id: "\'; drop table runs") { id } }', ['NOT_FOUND']],
    ['a session named by nothing', 'mutation { activateSession { id } }', ['BAD_USER_INPUT']],
    ['an empty title', 'mutation { createSession(title: " ") { id } }', ['BAD_USER_INPUT']],
    ['a page of minus one', '{ me { sessions(first: -1) { totalCount } } }', ['BAD_USER_INPUT']],
  ])('has a typed error: %s', async (_what, query, codes) => {
    expect((await person.send(query)).codes).toEqual(codes);
  });
});
