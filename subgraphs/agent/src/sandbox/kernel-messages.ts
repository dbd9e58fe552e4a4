import { z } from 'zod';
import type { DatasetFile } from './sandbox.ts';

/** What a jailed engine may say. Everything is bounded: the sender is not trusted. */
const text = (max: number) => z.string().max(max);

const executionError = z.strictObject({
  name: text(200),
  message: text(20_000),
  line: z.int().positive().optional(),
  stack: text(20_000).optional(),
});

const ready = z.strictObject({ type: z.literal('ready'), uid: z.int().optional() });
const opened = z.strictObject({ type: z.literal('opened'), notices: z.array(text(1000)).max(20) });
const failed = z.strictObject({ type: z.literal('failed'), message: text(4000) });
const output = z.strictObject({ type: z.literal('output'), text: text(300_000) });
const usage = z.strictObject({ type: z.literal('usage'), residentBytes: z.number().nonnegative() });

const artifact = z.strictObject({
  type: z.literal('artifact'),
  kind: z.enum(['chart', 'table']),
  title: text(500),
});

const done = z.strictObject({
  type: z.literal('done'),
  run: z.int(),
  error: executionError.optional(),
  notices: z.array(text(1000)).max(50),
});

const saved = z.strictObject({
  type: z.literal('saved'),
  names: z.array(text(500)).max(10_000),
  dropped: z.array(z.strictObject({ name: text(500), reason: text(500) })).max(10_000),
});

export const engineMessage = z.discriminatedUnion('type', [
  ready,
  opened,
  failed,
  output,
  usage,
  artifact,
  done,
  saved,
]);
export type EngineMessage = z.infer<typeof engineMessage>;

export interface OpenMessage {
  readonly type: 'open';
  /** The first one is also table `data`. */
  readonly datasets: readonly DatasetFile[];
  readonly scratch: string;
  readonly limits: {
    readonly memoryBytes: number;
    readonly outputBytes: number;
    readonly resultBytes: number;
    readonly artifacts: number;
    readonly artifactBytes: number;
    readonly variablesBytes: number;
  };
}

export interface RunMessage {
  readonly type: 'run';
  readonly run: number;
  readonly code: string;
  readonly timeoutMs: number;
}

export interface SaveMessage {
  readonly type: 'save';
  readonly timeoutMs: number;
}

export type KernelRequest = OpenMessage | RunMessage | SaveMessage;
