import { z } from 'zod';

/** Each event selects what is printed or kept of it; fields whose types differ between events have names of their own. */
export const runEventsDocument = `
  subscription RunEvents($runId: ID!, $after: Int!) {
    event: runEvents(runId: $runId, after: $after) {
      __typename
      seq
      ... on RunStarted { analyst sandbox }
      ... on StepStarted { step label ofSubtask: subtask repair }
      ... on StepFinished { step ofSubtask: subtask ms }
      ... on PlanReady { mode interpretation subtasks { index title kind } }
      ... on TextDelta { text offset }
      ... on CodeWritten { subtask attempt language source }
      ... on CodeOutput { subtask attempt output result notices durationMs }
      ... on CodeFailed { subtask attempt codeError: error { name message line } output willRepair }
      ... on ArtifactCreated { artifact { id subtask kind title spec svg png columns rows totalRows } }
      ... on UsageUpdated { usage { modelCalls inputTokens outputTokens cacheReadTokens cacheWriteTokens cost } }
      ... on RunFinished { report numbers { text value start end verified source } totalMs }
      ... on RunFailed { error { code message } }
    }
  }`;

const numbered = { seq: z.number().int() };
const attempt = { subtask: z.number(), attempt: z.number() };

const artifactSchema = z.object({
  id: z.string(),
  subtask: z.number(),
  kind: z.enum(['CHART', 'TABLE']),
  title: z.string(),
  spec: z.unknown(),
  svg: z.string().nullish(),
  png: z.string().nullish(),
  columns: z.array(z.string()).nullish(),
  rows: z.array(z.array(z.unknown())).nullish(),
  totalRows: z.number().nullish(),
});

const usageSchema = z.object({
  modelCalls: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  cacheReadTokens: z.number(),
  cacheWriteTokens: z.number(),
  cost: z.number(),
});

const reportNumberSchema = z.object({
  text: z.string(),
  value: z.number(),
  start: z.number(),
  end: z.number(),
  verified: z.boolean(),
  source: z.string().nullable(),
});

const codeErrorSchema = z.object({ name: z.string(), message: z.string(), line: z.number().nullable() });

const event = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) =>
  z.object({ __typename: z.literal(name), ...numbered, ...shape });

const runEventSchema = z.discriminatedUnion('__typename', [
  event('RunStarted', { analyst: z.string(), sandbox: z.string() }),
  event('StepStarted', {
    step: z.string(),
    label: z.string(),
    ofSubtask: z.number().nullable(),
    repair: z.number().nullable(),
  }),
  event('StepFinished', { step: z.string(), ofSubtask: z.number().nullable(), ms: z.number() }),
  event('PlanReady', {
    mode: z.enum(['AUTO', 'QUICK', 'TECHNICAL']),
    interpretation: z.string(),
    subtasks: z.array(z.object({ index: z.number(), title: z.string(), kind: z.string() })),
  }),
  event('TextDelta', { text: z.string(), offset: z.number().int().nonnegative() }),
  event('CodeWritten', { ...attempt, language: z.string(), source: z.string() }),
  event('CodeOutput', {
    ...attempt,
    output: z.string(),
    result: z.unknown(),
    notices: z.array(z.string()),
    durationMs: z.number(),
  }),
  event('CodeFailed', { ...attempt, codeError: codeErrorSchema, output: z.string(), willRepair: z.boolean() }),
  event('ArtifactCreated', { artifact: artifactSchema }),
  event('UsageUpdated', { usage: usageSchema }),
  event('RunFinished', { report: z.string(), numbers: z.array(reportNumberSchema), totalMs: z.number() }),
  event('RunFailed', { error: z.object({ code: z.string(), message: z.string() }) }),
  event('RunCancelled', {}),
]);

export const runEventsData = z.object({ event: runEventSchema });

export type RunEvent = z.output<typeof runEventSchema>;
export type Artifact = z.output<typeof artifactSchema>;
export type Usage = z.output<typeof usageSchema>;
export type ReportNumber = z.output<typeof reportNumberSchema>;
export type CodeError = z.output<typeof codeErrorSchema>;

/** After one of these nothing follows. */
export function isLastEvent({ __typename }: RunEvent): boolean {
  return ['RunFinished', 'RunFailed', 'RunCancelled'].includes(__typename);
}
