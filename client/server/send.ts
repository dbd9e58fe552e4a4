import type { ServerResponse } from 'node:http';

/** JSON that nobody may keep. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.destroyed) return;
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

export function sendText(response: ServerResponse, status: number, text: string): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(text);
}

export function sendNothing(response: ServerResponse): void {
  if (response.destroyed) return;
  response.writeHead(204, { 'cache-control': 'no-store' }).end();
}
