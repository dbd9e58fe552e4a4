import { makeErrorResult, makeResult, type Exchange, type Operation, type OperationResult } from '@urql/core';
import { makeFetchBody, makeFetchOptions } from '@urql/core/internal';
import { filter, make, merge, mergeMap, pipe } from 'wonka';

/** What a mutation with a file has in its context to be sent by the exchange below. */
export interface UploadContext {
  /** Called as bytes leave; the last call means that the server has them all and works on them. */
  readonly onUploadProgress: (sentBytes: number, totalBytes: number) => void;
  readonly uploadSignal: AbortSignal;
}

/** Sends uploads by XMLHttpRequest: fetch does not tell how far the sending is. */
export const uploadExchange: Exchange = ({ forward }) => {
  return (operations$) =>
    merge([
      pipe(
        operations$,
        filter(isUpload),
        mergeMap((operation) => send(operation)),
      ),
      pipe(
        operations$,
        filter((operation) => !isUpload(operation)),
        forward,
      ),
    ]);
};

function isUpload(operation: Operation): boolean {
  return operation.kind === 'mutation' && uploadContext(operation) !== undefined;
}

function uploadContext({ context }: Operation): UploadContext | undefined {
  const { onUploadProgress, uploadSignal } = context as Partial<UploadContext>; // urql's context takes anything
  if (onUploadProgress === undefined || uploadSignal === undefined) return undefined;
  return { onUploadProgress, uploadSignal };
}

function send(operation: Operation) {
  return make<OperationResult>((observer) => {
    const request = new XMLHttpRequest();
    const finish = (result: OperationResult): void => {
      observer.next(result);
      observer.complete();
    };
    const fail = (message: string): void => finish(makeErrorResult(operation, new Error(message)));
    const upload = uploadContext(operation);
    const abort = (): void => request.abort();
    upload?.uploadSignal.addEventListener('abort', abort, { once: true });
    request.upload.onprogress = ({ loaded, total }) => upload?.onUploadProgress(loaded, total);
    request.onerror = () => fail('The connection was lost while the file was sent.');
    request.onabort = () => fail('The upload was cancelled.');
    request.onload = () => {
      const body = parse(request.responseText);
      if (body === undefined) fail(`The server answered ${request.status} without a result.`);
      else finish(makeResult(operation, body));
    };
    start(request, operation);
    return () => {
      upload?.uploadSignal.removeEventListener('abort', abort);
      request.abort();
    };
  });
}

function start(request: XMLHttpRequest, operation: Operation): void {
  const { headers, body } = makeFetchOptions(operation, makeFetchBody(operation));
  request.open('POST', operation.context.url);
  for (const [name, value] of new Headers(headers)) request.setRequestHeader(name, value);
  request.send(body instanceof FormData ? body : null);
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>; // a GraphQL response; urql looks at `data` and `errors` only
  } catch {
    return undefined; // a proxy's page
  }
}
