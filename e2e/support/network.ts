import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { Transform } from 'node:stream';

/** The network between a browser and the system: it can be cut, and comes back when it is told to. */
export interface Network extends AsyncDisposable {
  /** The system's address as seen from the browser. */
  readonly url: string;
  /** Breaks every connection, and refuses new ones. */
  cut(): void;
  restore(): void;
  /** Lets that many more bytes through to the system, and keeps the rest until `flow`. */
  holdAfter(bytes: number): void;
  flow(): void;
}

export async function startNetwork(targetUrl: string): Promise<Network> {
  const target = new URL(targetUrl);
  const sockets = new Set<Socket>();
  let isCut = false;
  let allowance = Infinity;
  let open = Promise.withResolvers<undefined>();
  const gate = (): Transform =>
    new Transform({
      transform(chunk: Buffer, _encoding, pass) {
        allowance -= chunk.length;
        if (allowance >= 0) pass(null, chunk);
        else void open.promise.then(() => pass(null, chunk));
      },
    });
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined); // both ends learn of it by its closing
      socket.once('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    near.pipe(gate()).pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // an address is an object once a TCP server listens
  const breakAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://localhost:${port}`,
    cut() {
      isCut = true;
      breakAll();
    },
    restore() {
      isCut = false;
    },
    holdAfter(bytes) {
      allowance = bytes;
      open = Promise.withResolvers();
    },
    flow() {
      allowance = Infinity;
      open.resolve(undefined);
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      breakAll();
      await closed;
    },
  };
}
