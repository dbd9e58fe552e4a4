import { connect } from 'node:net';

export interface RawExchange {
  /** 0 when the connection closed without an answer. */
  readonly status: number;
  /** The answer as it came, head and body. */
  readonly text: string;
  /** Its body as JSON. @throws SyntaxError when it is none. */
  readonly json: () => unknown;
}

/** Sends bytes as they are given, and reads until the other end closes, or the answer has come whole. */
export function rawExchange(url: string, bytes: string): Promise<RawExchange> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      if (isWhole(text)) socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () =>
      resolve({ status: statusOf(text), text, json: () => JSON.parse(bodyOf(text)) as unknown }),
    );
  });
}

function statusOf(text: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
}

/** Of a body in chunks, those of our short answers are one. */
function bodyOf(text: string): string {
  return /\{.*\}/s.exec(text.slice(text.indexOf('\r\n\r\n')))?.[0] ?? '';
}

function isWhole(text: string): boolean {
  if (text.endsWith('\r\n0\r\n\r\n')) return true;
  const end = text.indexOf('\r\n\r\n');
  const length = /^content-length: (\d+)/im.exec(text)?.[1];
  return (
    end !== -1 && (text.startsWith('HTTP/1.1 101') || (length !== undefined && text.length >= end + 4 + Number(length)))
  );
}
