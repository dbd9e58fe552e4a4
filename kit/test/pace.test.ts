import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { HttpError } from '../src/server/http-error.ts';
import { listen, type ListeningServer } from '../src/server/http-server.ts';
import type { Pace } from '../src/server/pace.ts';
import { readBody } from '../src/server/read-body.ts';

const mebibyte = 1024 ** 2;
const opened = new Set<{ close(): Promise<void> | void }>();

async function serve(listener: RequestListener, pace: Partial<Pace>): Promise<ListeningServer> {
  const server = await listen({ port: 0, host: '127.0.0.1', listener, pace });
  opened.add({ close: () => server.close(0) });
  return server;
}

/** A connection whose other end is a test: it says what came and when it closed. */
class Line {
  readonly socket: Socket;
  text = '';
  closedAfterMs: number | undefined;

  constructor({ port }: ListeningServer) {
    const startedAt = performance.now();
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('data', (chunk: Buffer) => (this.text += chunk.toString('latin1')));
    this.socket.on('error', () => undefined); // its closing says it
    this.socket.once('close', () => (this.closedAfterMs = performance.now() - startedAt));
    opened.add({ close: () => void this.socket.destroy() });
  }

  /** Writes a byte as often as it can until the connection is gone, or the time is over. */
  async trickle(everyMs: number, forMs: number): Promise<void> {
    const end = performance.now() + forMs;
    while (this.closedAfterMs === undefined && performance.now() < end) {
      this.socket.write('x');
      await delay(everyMs);
    }
  }

  async closed(): Promise<void> {
    if (this.closedAfterMs === undefined) await once(this.socket, 'close');
  }
}

afterEach(async () => {
  for (const each of opened) await each.close();
  opened.clear();
});

const swallow: RequestListener = (request, response) => {
  request.resume();
  request.once('end', () => response.end('done'));
};
const post = (length: number) => `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n\r\n`;
const sender = { senderWindowMs: 400, minSentBytesPerSecond: 1_000 };

describe('a sender', () => {
  it('of single bytes is told 408 and cut, whether or not anybody reads what it sends', async () => {
    for (const listener of [swallow, () => undefined]) {
      const server = await serve(listener, sender);
      const line = new Line(server);
      line.socket.write(post(100_000));
      await line.trickle(20, 20_000);
      expect(line.text).toMatch(/^HTTP\/1\.1 408 [^]*REQUEST_TIMEOUT/);
      expect(line.closedAfterMs).toBeDefined();
    }
  });

  it('of single bytes in chunks is no better off', async () => {
    const server = await serve(swallow, sender);
    const line = new Line(server);
    line.socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n');
    const end = performance.now() + 20_000;
    while (line.closedAfterMs === undefined && performance.now() < end) {
      line.socket.write('1\r\nx\r\n');
      await delay(20);
    }
    expect(line.text).toMatch(/^HTTP\/1\.1 408 /);
    expect(line.closedAfterMs).toBeDefined();
  });

  it('that began fast and then stands still is cut', async () => {
    const server = await serve(swallow, sender);
    const line = new Line(server);
    line.socket.write(post(10 * mebibyte));
    line.socket.write(Buffer.alloc(mebibyte));
    await line.closed();
    expect(line.text).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('that is slow but steady goes on for as long as it takes', async () => {
    const server = await serve(swallow, sender);
    const line = new Line(server);
    line.socket.write(post(10_000));
    for (let sent = 0; sent < 10_000; sent += 200) {
      line.socket.write(Buffer.alloc(200));
      await delay(50);
    }
    while (line.text === '') await delay(10);
    expect(line.text).toMatch(/^HTTP\/1\.1 200 [^]*done$/);
  });

  it('that is held back by the reader may wait', async () => {
    const server = await serve((request, response) => {
      setTimeout(() => request.resume(), 2_000);
      request.once('end', () => response.end('done'));
    }, sender);
    const line = new Line(server);
    line.socket.write(post(8 * mebibyte));
    line.socket.write(Buffer.alloc(8 * mebibyte));
    while (line.text === '') await delay(10);
    expect(line.text).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('that has sent all may wait for its answer', async () => {
    const server = await serve(
      (request, response) => {
        request.resume();
        setTimeout(() => response.end('done'), 1_500);
      },
      { ...sender, readerSilenceMs: 300 },
    );
    const line = new Line(server);
    line.socket.write(post(1) + 'x');
    while (line.text === '') await delay(10);
    expect(line.text).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('that is answered early reads the answer, and is cut soon when it only trickles on', async () => {
    const server = await serve((_request, response) => void response.writeHead(413).end('too much'), {});
    const slow = new Line(server);
    slow.socket.write(post(100_000));
    const fast = new Line(server);
    fast.socket.write(post(8 * mebibyte));
    for (let sent = 0; sent < 8; sent++) {
      fast.socket.write(Buffer.alloc(mebibyte));
      await delay(20);
    }
    await slow.trickle(100, 20_000);
    expect(slow.text).toMatch(/^HTTP\/1\.1 413 /);
    expect(slow.closedAfterMs).toBeDefined();
    expect(fast.text).toMatch(/^HTTP\/1\.1 413 /);
    expect(fast.closedAfterMs).toBeUndefined();
  });

  it('has so long for a small body in all, however fast its bytes come', async () => {
    const server = await serve((request, response) => {
      readBody(request, { maxBytes: mebibyte, timeoutMs: 500 }).catch((error: unknown) => {
        response.writeHead(error instanceof HttpError ? error.status : 500).end();
      });
    }, {});
    const line = new Line(server);
    line.socket.write(post(mebibyte));
    await line.trickle(1, 20_000);
    expect(line.text).toMatch(/^HTTP\/1\.1 408 /);
    expect(line.closedAfterMs).toBeDefined();
  });

  it('that does not come to the end of its head is cut', async () => {
    const server = await serve(swallow, { headersMs: 500 });
    const line = new Line(server);
    line.socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-');
    await line.trickle(50, 20_000);
    expect(line.text).toMatch(/^HTTP\/1\.1 408 /);
    expect(line.closedAfterMs).toBeDefined();
  });
});

describe('a reader', () => {
  const large: RequestListener = (_request, response) => void response.end(Buffer.alloc(32 * mebibyte, 'x'));
  const get = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

  it('that takes nothing is cut', async () => {
    const server = await serve(large, { readerSilenceMs: 300 });
    const line = new Line(server);
    line.socket.pause();
    line.socket.write(get);
    await delay(1_500);
    line.socket.resume();
    await line.closed();
    expect(line.text.length).toBeLessThan(32 * mebibyte);
  });

  it('that takes a little now and then is cut as well', async () => {
    const server = await serve(large, { readerSilenceMs: 1_000, minReadBytesPerSecond: 32 * mebibyte });
    const line = new Line(server);
    line.socket.pause();
    line.socket.write(get);
    const end = performance.now() + 30_000;
    while (line.closedAfterMs === undefined && performance.now() < end) {
      line.socket.read(65_536);
      await delay(50);
    }
    expect(line.closedAfterMs).toBeDefined();
  });

  it('that is slow but steady gets all of it', async () => {
    const server = await serve(large, { readerSilenceMs: 300, minReadBytesPerSecond: mebibyte });
    const line = new Line(server);
    line.socket.write(get);
    for (let round = 0; round < 20; round++) {
      line.socket.pause();
      await delay(100);
      line.socket.resume();
      await delay(10);
    }
    while (line.text.length < 32 * mebibyte) await delay(20);
    expect(line.closedAfterMs).toBeUndefined();
  });

  it('of a stream that is silent stays', async () => {
    const server = await serve(
      (_request, response) => {
        response.write('first');
        setTimeout(() => response.end('last'), 1_500);
      },
      { readerSilenceMs: 300 },
    );
    const line = new Line(server);
    line.socket.write(get);
    while (!line.text.includes('last')) await delay(10);
  });

  it('that asks nothing more keeps its connection only for a while', async () => {
    const server = await serve(swallow, { keepAliveMs: 500 });
    const line = new Line(server);
    line.socket.write(get);
    await line.closed();
    expect(line.text).toMatch(/^HTTP\/1\.1 200 /);
  });
});
