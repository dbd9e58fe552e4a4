import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HttpError } from './http-error.ts';

/** Answers a request that never gets to its handler. */
export type SendRefusal = (request: IncomingMessage, response: ServerResponse, refusal: HttpError) => void;

/** In words where a person looks at it, otherwise in the form of GraphQL. */
export const sendRefusal: SendRefusal = ({ headers }, response, refusal) => {
  const isForPeople = headers.accept?.includes('text/html') === true;
  const type = isForPeople ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  const body = isForPeople ? `${refusal.message}\n` : graphqlBody(refusal);
  response
    .writeHead(refusal.status, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .end(body);
};

/** The same where a socket was asked for. */
export function refuseUpgrade(socket: Duplex, refusal: HttpError): void {
  const body = graphqlBody(refusal);
  const head = [
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.once('error', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function graphqlBody({ message, code }: HttpError): string {
  return JSON.stringify({ errors: [{ message, extensions: { code } }] });
}
