import { AskError } from '../ask-error.ts';
import { systemErrorCode } from '@mas/kit/system-error-code';
import { readAnswerText } from './graph-answer.ts';
import type { Operation } from './operations.ts';
import { type RunEventStream, streamRunEvents } from './run-event-stream.ts';
import { type UploadRequest, uploadMultipart } from './multipart-upload.ts';

/** The graph as one person uses it. */
export interface GraphClient {
  /** @throws AskError for what the graph refuses, UNAVAILABLE when no gateway answers. */
  request<Data>(operation: Operation<Data>, variables: object, signal?: AbortSignal): Promise<Data>;
  /** Sends a file by the GraphQL multipart request, as it is read from the disk. @throws AskError */
  upload<Data>(operation: Operation<Data>, request: UploadRequest): Promise<Data>;
  /** Every event of a run, in order, each once, whatever happens to the connection. */
  runEvents(runId: string): RunEventStream;
}

/** @param url the gateway's GraphQL endpoint. */
export function createGraphClient(url: URL, token?: string): GraphClient {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return {
    async request({ document, data }, variables, signal) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ query: document, variables }),
        ...(signal && { signal }),
      }).catch((error: unknown) => {
        signal?.throwIfAborted();
        throw unreachable(url, error);
      });
      return readAnswerText(await response.text(), data);
    },
    async upload({ document, data }, request) {
      const text = await uploadMultipart(url, { ...request, headers, document }).catch((error: unknown) => {
        request.signal.throwIfAborted();
        throw error instanceof AskError ? error : unreachable(url, error);
      });
      return readAnswerText(text, data);
    },
    runEvents: (runId) => streamRunEvents({ url, token, runId }),
  };
}

function unreachable(url: URL, cause: unknown): AskError {
  const message = brokenOffCodes.includes(systemErrorCode(cause) ?? '')
    ? `The gateway at ${url.origin} closed the connection before it answered: try again.`
    : `No gateway answers at ${url.origin}. Is it started, and is the address right?`;
  return new AskError('UNAVAILABLE', message, { cause });
}

const brokenOffCodes = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];
