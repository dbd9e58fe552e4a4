import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorBody, messageBody, type MessageFacts } from './message-body.ts';
import { streamSteps, type StreamStep } from './message-stream.ts';
import type { Delivery, ErrorReply } from './messages-reply.ts';

export async function writeError(response: ServerResponse, reply: ErrorReply, requestId: string): Promise<void> {
  await pause(response, reply.delayMs);
  if (response.destroyed) return;
  response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
  response.end(JSON.stringify(errorBody(reply.type, reply.message, requestId)));
}

export async function writeMessage(
  response: ServerResponse,
  facts: MessageFacts,
  requestId: string,
  isStream: boolean,
): Promise<void> {
  await pause(response, facts.reply.delivery.delayMs);
  if (response.destroyed) return;
  if (!isStream) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(messageBody(facts)));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  response.flushHeaders();
  let delta = 0;
  for (const step of streamSteps(facts, requestId)) {
    if (step.do === 'write' && step.isDelta) await hold(response, facts.reply.delivery.beforeDelta?.(delta++));
    if (!(await take(response, step, facts.reply.delivery))) return;
  }
  response.end();
}

/** Gives false when nothing of the message may follow. */
async function take(response: ServerResponse, step: StreamStep, delivery: Delivery): Promise<boolean> {
  if (response.destroyed) return false;
  switch (step.do) {
    case 'stall':
      await stall(response, delivery.pingMs);
      return false;
    case 'cut':
      response.destroy();
      return false;
    case 'end':
      response.end();
      return false;
    case 'write':
      if (step.isDelta) await pause(response, delivery.paceMs);
      await write(response, Buffer.from(step.frame), delivery.chunkBytes);
      return true;
  }
}

/** Waits for a test to go on, but not for a client that is gone. */
async function hold(response: ServerResponse, goOn: Promise<void> | undefined): Promise<void> {
  if (goOn === undefined || response.destroyed) return;
  const waiting = new AbortController();
  const gone = once(response, 'close', { signal: waiting.signal }).catch(() => undefined);
  await Promise.race([goOn, gone]);
  waiting.abort();
}

/** Keeps the connection open until the client closes it. */
async function stall(response: ServerResponse, pingMs: number | undefined): Promise<void> {
  const ping = () => response.write('event: ping\ndata: {"type":"ping"}\n\n');
  const timer = pingMs === undefined ? undefined : setInterval(ping, pingMs);
  if (!response.destroyed) await once(response, 'close');
  clearInterval(timer);
}

/** Each piece leaves in a segment of its own, so that the client meets the odd boundaries. */
async function write(response: ServerResponse, bytes: Buffer, chunkBytes = bytes.length): Promise<void> {
  for (let offset = 0; offset < bytes.length && !response.destroyed; offset += chunkBytes) {
    const piece = bytes.subarray(offset, offset + chunkBytes);
    await new Promise((resolve) => response.write(piece, resolve));
  }
}

/** Waits, but not for a client that is gone. */
async function pause(response: ServerResponse, delayMs = 0): Promise<void> {
  if (delayMs === 0 || response.destroyed) return;
  const waiting = new AbortController();
  const stop = () => waiting.abort();
  response.once('close', stop);
  await sleep(delayMs, undefined, { signal: waiting.signal }).catch(() => undefined);
  response.off('close', stop);
}
