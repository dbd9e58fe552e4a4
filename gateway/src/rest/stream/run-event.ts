import { z } from 'zod';

const event = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.object({ __typename: z.literal(type), seq: z.int(), ...shape });

const stepPlace = { step: z.string(), stepSubtask: z.int().nullable() };
const codePlace = { subtask: z.int(), attempt: z.int() };

const artifact = z.object({
  id: z.string(),
  subtask: z.int(),
  kind: z.enum(['CHART', 'TABLE']),
  title: z.string(),
  spec: z.unknown(),
  png: z.string().nullable(),
  columns: z.array(z.string()).nullable(),
  rows: z.array(z.array(z.unknown())).nullable(),
  totalRows: z.int().nullable(),
});

const usage = z.object({
  modelCalls: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  cacheReadTokens: z.int(),
  cacheWriteTokens: z.int(),
  cost: z.number(),
});

/** The fragment RunEventFields. */
export const runEvent = z.discriminatedUnion('__typename', [
  event('RunStarted', { analyst: z.string(), sandbox: z.string() }),
  event('StepStarted', { ...stepPlace, label: z.string(), repair: z.int().nullable() }),
  event('StepFinished', { ...stepPlace, ms: z.int() }),
  event('PlanReady', { mode: z.string(), interpretation: z.string(), subtasks: z.array(z.unknown()) }),
  event('TextDelta', { text: z.string(), offset: z.int() }),
  event('CodeWritten', { ...codePlace, language: z.string(), source: z.string() }),
  event('CodeOutput', {
    ...codePlace,
    output: z.string(),
    result: z.unknown(),
    notices: z.array(z.string()),
    durationMs: z.int(),
  }),
  event('CodeFailed', {
    ...codePlace,
    output: z.string(),
    willRepair: z.boolean(),
    codeError: z.object({ name: z.string(), message: z.string(), line: z.int().nullable() }),
  }),
  event('ArtifactCreated', { artifact }),
  event('UsageUpdated', { usage }),
  event('RunFinished', { numbers: z.array(z.unknown()), totalMs: z.int() }),
  event('RunFailed', { runError: z.object({ code: z.string(), message: z.string() }) }),
  event('RunCancelled', {}),
]);

export type RunEvent = z.output<typeof runEvent>;
export type Artifact = z.output<typeof artifact>;

/** Whether nothing follows an event. */
export function isLast({ __typename }: RunEvent): boolean {
  return __typename === 'RunFinished' || __typename === 'RunFailed' || __typename === 'RunCancelled';
}
