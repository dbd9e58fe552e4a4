import { afterEach, describe, expect, it } from '@jest/globals';
import { buildSchema, type ExecutionResult, GraphQLError } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import type { RunEvent } from './run-event.ts';
import { streamRunEvents } from './run-event-stream.ts';

const schema = buildSchema(`
  type Query { nothing: Int }
  enum Mode { AUTO QUICK TECHNICAL }
  type Subscription { runEvents(runId: ID!, after: Int!): RunEvent! }
  interface RunEvent { seq: Int! }
  type TextDelta implements RunEvent { seq: Int! text: String! offset: Int! }
  type RunCancelled implements RunEvent { seq: Int! }
`);
const variablesSchema = z.object({ after: z.number() });

interface Script {
  /** What the server does with the subscription behind that event: gives events, then ends as told. */
  (after: number): {
    readonly events: readonly number[];
    readonly end: 'complete' | 'drop' | 'refuse' | 'error' | 'restart';
  };
}

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** A graphql-ws server that plays a script; its twenty-fifth event is the last one of the run. */
async function serve(script: Script) {
  const afters: number[] = [];
  const tokens: unknown[] = [];
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  useServer(
    {
      schema,
      validate: () => [],
      onConnect: (context) => {
        tokens.push(context.connectionParams?.['authorization']);
      },
      subscribe: ({ variableValues }) => {
        const { after } = variablesSchema.parse(variableValues);
        afters.push(after);
        const { events, end } = script(after);
        return play(events, () => {
          for (const socket of sockets.clients) {
            if (end === 'drop') socket.terminate();
            if (end === 'refuse') socket.close(4403, 'Forbidden');
          }
          if (end === 'error') throw new Error('The run is not there.');
          if (end === 'restart')
            return { errors: [new GraphQLError('It restarts.', { extensions: { code: 'UNAVAILABLE' } })] };
          return end === 'complete' ? undefined : new Promise<never>(() => undefined);
        });
      },
    },
    sockets,
  );
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  cleanups.push(async () => {
    for (const socket of sockets.clients) socket.terminate();
    await new Promise((resolve) => http.close(resolve));
  });
  const { port } = http.address() as AddressInfo; // an address is an object once a TCP server listens
  const url = new URL(`http://127.0.0.1:${port}/graphql`);
  return { stream: streamRunEvents({ url, token: 'token', runId: 'r' }), afters, tokens };
}

async function* play(events: readonly number[], end: () => ExecutionResult | undefined | Promise<never>) {
  for (const seq of events) {
    const text = { __typename: 'TextDelta', seq, text: '.', offset: seq - 1 };
    yield { data: { event: seq === 25 ? { __typename: 'RunCancelled', seq } : text } };
  }
  const last = await end();
  if (last !== undefined) yield last;
}

const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
const numbers = (events: readonly RunEvent[]) => events.map(({ seq }) => seq);

describe('the stream of a run’s events', () => {
  it('gives them in order and ends after the last one', async () => {
    const { stream, tokens } = await serve((after) => ({ events: range(after + 1, 25), end: 'drop' }));
    expect(numbers(await Array.fromAsync(stream))).toEqual(range(1, 25));
    expect(tokens).toEqual(['Bearer token']);
  });

  it('goes on behind the last event when its socket drops, without a gap or a repetition', async () => {
    const { stream, afters } = await serve((after) => ({
      events: range(after + 1, Math.min(after + 10, 25)),
      end: 'drop',
    }));
    expect(numbers(await Array.fromAsync(stream))).toEqual(range(1, 25));
    expect(afters).toEqual([0, 10, 20]);
  });

  it('passes over what it has when a server repeats it', async () => {
    const { stream } = await serve((after) => ({
      events: range(Math.max(1, after - 2), after === 0 ? 10 : 25),
      end: 'drop',
    }));
    expect(numbers(await Array.fromAsync(stream))).toEqual(range(1, 25));
  });

  it('asks again when a subscription ends before the run', async () => {
    const { stream } = await serve((after) => ({ events: range(after + 1, after === 0 ? 5 : 25), end: 'complete' }));
    expect(numbers(await Array.fromAsync(stream))).toEqual(range(1, 25));
  });

  it('asks again when the gateway says that it restarts', async () => {
    const { stream, afters } = await serve((after) => ({
      events: range(after + 1, Math.min(after + 10, 25)),
      end: 'restart',
    }));
    expect(numbers(await Array.fromAsync(stream))).toEqual(range(1, 25));
    expect(afters).toEqual([0, 10, 20]);
  });

  it('asks again behind what it has when an event is missing', async () => {
    const { stream, afters } = await serve((after) => ({
      events: after === 0 ? [1, 2, 3, 5] : range(after + 1, 25),
      end: 'drop',
    }));
    expect(numbers(await Array.fromAsync(stream))).toEqual(range(1, 25));
    expect(afters).toEqual([0, 3]);
  });

  it('ends with what the graph says against it', async () => {
    const { stream } = await serve(() => ({ events: [], end: 'error' }));
    await expect(Array.fromAsync(stream)).rejects.toThrow();
  });

  it('does not insist when the gateway refuses the token', async () => {
    const { stream, afters } = await serve(() => ({ events: [1], end: 'refuse' }));
    await expect(Array.fromAsync(stream)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(afters).toEqual([0]);
  });

  it('ends at once when it is disposed of', async () => {
    const { stream } = await serve(() => ({ events: [1, 2], end: 'refuse' }));
    const seen = [];
    for await (const { seq } of stream) {
      seen.push(seq);
      if (seq === 2) stream.dispose();
    }
    expect(seen).toEqual([1, 2]);
  });
});
