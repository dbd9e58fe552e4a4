import { beforeEach, describe, expect, it } from '@jest/globals';
import { frameTypes } from '../../../src/rest/stream/frame.ts';
import { registerAnalyst, registerPerson, send, type Person } from '../support/rest-client.ts';
import { readStream } from '../support/stream-client.ts';

const question = 'Plot the mean of units by product as a bar chart';
const ask = `/chat/stream?question=${encodeURIComponent(question)}`;

export function describeChat(base: () => string): void {
  let person: Person;

  beforeEach(async () => {
    person = await registerAnalyst(base());
  });

  describe('GET /chat/stream', () => {
    it.each([ask, ask.replace('?', '/?')])('streams nothing but data lines at %s, a frame a write', async (path) => {
      const { status, headers, chunks } = await readStream(base(), path, { token: person.token });
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('text/event-stream; charset=utf-8');
      for (const chunk of chunks) expect(chunk).toMatch(/^data: \{"type": "[a-z]+", "data": [^\n]*\}\n\n$/);
      for (const chunk of chunks) expect(chunk).toMatch(/^[\n -~]*$/);
    });

    it('gives the whole answer as text and images, and ends with done', async () => {
      const { chunks } = await readStream(base(), ask, { token: person.token });
      const frames = chunks.map((chunk) => JSON.parse(chunk.slice(6)) as { type: string; data: unknown });
      for (const { type } of frames) expect(frameTypes).toContain(type);
      const text = frames.flatMap(({ type, data }) => (type === 'text' ? [String(data)] : [])).join('');
      expect(text).toMatch(/```javascript\n[^]+\n```/);
      expect(text).toContain('**');
      const images = frames.filter(({ type }) => type === 'image');
      expect(images.length).toBeGreaterThan(0);
      for (const { data } of images) {
        expect(Buffer.from(String(data), 'base64').subarray(1, 4).toString()).toBe('PNG');
      }
      expect(frames.filter(({ type }) => type === 'chart')).toHaveLength(images.length);
      expect(frames.at(-1)).toMatchObject({ type: 'done', data: { status: 'succeeded' } });
    });

    it('answers 422 without a question', async () => {
      const { status, text } = await person.send('GET', '/chat/stream');
      expect(status).toBe(422);
      expect(text).toBe('{"detail":[{"type":"missing","loc":["query","question"],"msg":"Field required"}]}');
    });

    it('answers 422 for a question that is too long', async () => {
      const { status, body } = await person.send('GET', `/chat/stream?question=${'x'.repeat(10_001)}`);
      expect(status).toBe(422);
      expect(body).toMatchObject({ detail: [{ loc: ['query', 'question'] }] });
    });

    it('streams with id lines when asked to, and goes on behind a Last-Event-ID', async () => {
      const resumable = { accept: 'text/event-stream; profile=resume' };
      const first = await readStream(base(), ask, { token: person.token, headers: resumable });
      for (const chunk of first.chunks) expect(chunk).toMatch(/^id: [\w:-]+\ndata: \{"type": "[a-z]+", [^\n]*\}\n\n$/);
      const half = Math.floor(first.chunks.length / 2);
      const id = eventId(first.chunks[half]);
      const rest = await readStream(base(), ask, { token: person.token, headers: { 'last-event-id': id } });
      expect(rest.chunks).toEqual(first.chunks.slice(half + 1));
      const last = eventId(first.chunks.at(-1));
      const nothing = await readStream(base(), ask, { token: person.token, headers: { 'last-event-id': last } });
      expect(nothing.chunks).toEqual([]);
    });

    it("answers 404 for a Last-Event-ID that is none, or somebody else's", async () => {
      const { chunks } = await readStream(base(), ask, {
        token: person.token,
        headers: { accept: 'text/event-stream; profile=resume' },
      });
      const id = eventId(chunks[0]);
      const other = await registerAnalyst(base());
      const headers = { 'last-event-id': id };
      expect((await other.send('GET', ask, { headers })).status).toBe(404);
      expect((await person.send('GET', ask, { headers: { 'last-event-id': 'nonsense' } })).status).toBe(404);
      const beyond = id.replace(/:\d+:\d+$/, ':9999:0');
      expect((await person.send('GET', ask, { headers: { 'last-event-id': beyond } })).status).toBe(404);
    });
  });

  describe('GET /chat/history', () => {
    it('is empty at first', async () => {
      for (const path of ['/chat/history', '/chat/history/', '/chat/history?format=messages']) {
        expect(await person.send('GET', path)).toMatchObject({ status: 200, text: '[]' });
      }
    });

    it('gives the frames byte for byte as they were streamed', async () => {
      const first = await readStream(base(), ask, { token: person.token });
      const second = await readStream(base(), '/chat/stream?question=How+many+rows%3F', { token: person.token });
      const { body } = await person.send('GET', '/chat/history');
      expect(body).toEqual([
        { question, answer: withoutPings(first.chunks) },
        { question: 'How many rows?', answer: withoutPings(second.chunks) },
      ]);
    });

    it('gives messages when asked to', async () => {
      await readStream(base(), ask, { token: person.token });
      const { body } = await person.send('GET', '/chat/history?format=messages');
      const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(body).toEqual([
        { role: 'user', content: question, timestamp },
        { role: 'assistant', content: expect.any(String), timestamp },
      ]);
    });

    it('is of the active file alone', async () => {
      await readStream(base(), ask, { token: person.token });
      const multipart = new FormData();
      multipart.append('file', new Blob(['a\n1\n']), 'other.csv');
      multipart.append('file_name', 'other');
      multipart.append('description', '');
      await person.send('POST', '/files/', { multipart });
      expect((await person.send('GET', '/chat/history')).body).toEqual([]);
    });

    it('answers 422 for another format', async () => {
      const { status, text } = await person.send('GET', '/chat/history?format=xml');
      expect(status).toBe(422);
      expect(text).toBe(
        `{"detail":[{"type":"literal_error","loc":["query","format"],"msg":"Input should be 'frames' or 'messages'"}]}`,
      );
    });
  });

  describe('POST /chat/save', () => {
    it.each(['/chat/save', '/chat/save/'])('saves at %s', async (path) => {
      await readStream(base(), ask, { token: person.token });
      const { status, text } = await person.send('POST', path);
      expect(status).toBe(200);
      expect(text).toBe('{"detail":"Conversation memory saved successfully"}');
    });
  });

  it.each([
    ['GET', ask],
    ['GET', '/chat/history'],
    ['GET', '/chat/history?format=messages'],
    ['POST', '/chat/save'],
  ])('%s %s answers 404 without a session or a file, saying which, and 401 without a token', async (method, path) => {
    const newcomer = await registerPerson(base());
    const noSession = await newcomer.send(method, path);
    await newcomer.send('POST', '/sessions/', { json: { title: 'Empty' } });
    const noFile = await newcomer.send(method, path);
    expect(noSession).toMatchObject({ status: 404, body: { detail: expect.stringMatching(/session/) } });
    expect(noFile).toMatchObject({ status: 404, body: { detail: expect.stringMatching(/file/) } });
    expect(await send(base(), method, path)).toMatchObject({ status: 401, text: '{"detail":"Not authenticated"}' });
  });
}

function withoutPings(chunks: readonly string[]): readonly string[] {
  return chunks.filter((chunk) => !chunk.startsWith('data: {"type": "ping"'));
}

function eventId(chunk: string | undefined): string {
  const id = /^id: (.*)\n/.exec(chunk ?? '')?.[1];
  if (id === undefined) throw new Error(`no id in ${String(chunk)}`);
  return id;
}
