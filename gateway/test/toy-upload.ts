import type { IncomingMessage, ServerResponse } from 'node:http';
import { processRequest } from 'graphql-upload-minimal';

export function readToyUpload(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  return processRequest(request, response, { maxFileSize: 2 ** 40, maxFiles: 4 });
}
