import { once } from 'node:events';
import { request, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

export interface StreamRequest {
  readonly token: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ReadStream {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** What was written, write by write: the chunks of HTTP's chunked coding. */
  readonly chunks: readonly string[];
}

/** Reads a stream to its end. */
export async function readStream(base: string, path: string, options: StreamRequest): Promise<ReadStream> {
  const { response } = await openStream(base, path, options);
  return { status: response.statusCode ?? 0, headers: response.headers, chunks: await readChunks(response) };
}

/** While it flows, a response emits each chunk of the coding by itself; one that came in several packets is put together. */
export async function readChunks(response: IncomingMessage): Promise<readonly string[]> {
  const chunks: string[] = [];
  let partial = '';
  response.on('data', (data: Buffer) => {
    partial += data.toString('latin1');
    if (!partial.endsWith('\n\n')) return;
    chunks.push(partial);
    partial = '';
  });
  await once(response, 'end');
  return partial === '' ? chunks : [...chunks, partial];
}

export interface OpenStream {
  readonly request: ClientRequest;
  readonly response: IncomingMessage;
}

/** Asks for a stream and gives it when its head is there; nothing of it is read. */
export function openStream(base: string, path: string, { token, headers = {} }: StreamRequest): Promise<OpenStream> {
  return new Promise((resolve, reject) => {
    const url = new URL(base);
    const sent = request(
      {
        host: url.hostname,
        port: url.port,
        path: url.pathname + path,
        headers: { authorization: `Bearer ${token}`, ...headers },
        agent: false,
      },
      (response) => resolve({ request: sent, response }),
    );
    sent.once('error', reject);
    sent.end();
  });
}
