import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { z } from 'zod';
import { UsageCounter } from './message-usage.ts';
import { errorReply, type ErrorReply, type MessagesReply } from './messages-reply.ts';
import { messagesRequestSchema, type MessagesRequest } from './messages-request.ts';
import { writeError, writeMessage } from './write-reply.ts';

export interface MessagesApiOptions {
  /** Decides the answer of each valid request; called once for each HTTP request, retries included. */
  readonly onRequest: (request: RecordedRequest) => MessagesReply | Promise<MessagesReply>;
  /** The only key that is accepted; any where not given. */
  readonly apiKey?: string;
  /** The only models that there are; any `claude-…` where not given. */
  readonly models?: readonly string[];
}

export interface RecordedRequest {
  /** 0 for the first request of this server. */
  readonly index: number;
  readonly body: MessagesRequest;
  readonly headers: IncomingHttpHeaders;
  /** As the SDK counts: 0 for a first attempt. */
  readonly retryCount: number;
  readonly receivedAt: number;
  /** Resolves when the client closed the connection before the whole answer was there. */
  readonly abandoned: Promise<void>;
}

export interface MessagesApi extends AsyncDisposable {
  /** For `ANTHROPIC_BASE_URL`. */
  readonly url: string;
  /** Every valid request, in the order of arrival. */
  readonly requests: readonly RecordedRequest[];
}

const versions = ['2023-06-01', '2026-10-21'];

/** A real HTTP server that speaks the Messages API's wire format, and checks its requests as strictly. */
export async function startMessagesApi(options: MessagesApiOptions): Promise<MessagesApi> {
  const requests: RecordedRequest[] = [];
  const usage = new UsageCounter();
  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = `req_${randomUUID().replaceAll('-', '')}`;
    response.setHeader('request-id', requestId);
    const body = readRequest(incoming, await readText(incoming), options);
    if ('kind' in body) return writeError(response, body, requestId);
    const request: RecordedRequest = {
      index: requests.length,
      body,
      headers: incoming.headers,
      retryCount: Number(incoming.headers['x-stainless-retry-count'] ?? 0),
      receivedAt: Date.now(),
      abandoned: abandonment(response),
    };
    requests.push(request);
    const reply = await options.onRequest(request);
    if (reply.kind === 'error') return writeError(response, reply, requestId);
    const facts = { model: body.model, reply, usage: usage.count(body, reply) };
    await writeMessage(response, facts, requestId, body.stream === true);
  }

  await listen(server);
  // A listening TCP server's address is an AddressInfo; strings are for pipes.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, [Symbol.asyncDispose]: () => close(server) };
}

function abandonment(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', () => {
      if (!response.writableFinished) resolve();
    });
  });
}

async function listen(server: Server): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

async function close(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  if (server.listening) await once(server, 'close');
}

/** The checks of the API, in its order; the first that fails is the answer. */
function readRequest(
  { method, url, headers }: IncomingMessage,
  text: string,
  { apiKey, models }: MessagesApiOptions,
): MessagesRequest | ErrorReply {
  const path = new URL(url ?? '/', 'http://localhost').pathname;
  if (path !== '/v1/messages') return errorReply(404, 'not_found_error', `Not found: ${path}`);
  if (method !== 'POST') return errorReply(405, 'invalid_request_error', 'Method Not Allowed');
  const key = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? headers['x-api-key'];
  if (key === undefined) return errorReply(401, 'authentication_error', 'authentication is required');
  if (apiKey !== undefined && key !== apiKey) return errorReply(401, 'authentication_error', `invalid api key`);
  if (!versions.includes(String(headers['anthropic-version']))) {
    return errorReply(400, 'invalid_request_error', 'anthropic-version: header is required');
  }
  const parsed = messagesRequestSchema.safeParse(parseJson(text));
  if (!parsed.success) return errorReply(400, 'invalid_request_error', describe(parsed.error));
  const { model } = parsed.data;
  const isKnown = models ? models.includes(model) : model.startsWith('claude-');
  return isKnown ? parsed.data : errorReply(404, 'not_found_error', `model: ${model}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function describe(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`;
}
