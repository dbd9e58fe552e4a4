import { AppError } from '@mas/kit/errors';
import type { RunResolvers } from '../__generated__/resolvers.ts';
import type { Context } from '../context.ts';
import type { Run as RunRecord } from '../db/run.entity.ts';
import { codeCellsOf } from '../events/code-cells.ts';
import { reportSoFar } from '../events/report-so-far.ts';
import { onBehalfOf } from './on-behalf-of.ts';
import { refuseWithinEvent, refuseWithinList } from './refuse-within.ts';
import { eventOf } from './run-event.ts';

/** A run of the caller's. Its ids cost nothing; the rest is loaded when it is asked for. */
export interface RunReference {
  readonly id: string;
  readonly sessionId: string;
  readonly fileId: number;
}

const maxEvents = 1_000;

export const Run: RunResolvers = {
  async __resolveReference({ id }, { runs, caller }) {
    return runs.find(id, caller());
  },
  question: async (run, _args, context) => (await load(run, context)).question,
  mode: async (run, _args, context) => (await load(run, context)).mode,
  status: async (run, _args, context) => (await load(run, context)).status,
  subtasks: async (run, _args, context) => (await load(run, context)).subtasks,
  async code({ id }, _args, { loaders }) {
    return codeCellsOf((await loaders.codeEventsOfRun.load(id)) ?? []);
  },
  artifacts: async ({ id }, _args, { loaders }) => (await loaders.artifactsOfRun.load(id)) ?? [],
  async report(run, _args, context) {
    const { status, report } = await load(run, context);
    if (status === 'SUCCEEDED') return report;
    return reportSoFar((await context.loaders.textEventsOfRun.load(run.id)) ?? []);
  },
  numbers: async (run, _args, context) => (await load(run, context)).numbers,
  usage: async (run, _args, context) => (await load(run, context)).usage,
  error: async (run, _args, context) => (await load(run, context)).error ?? null,
  async timings({ id }, _args, { loaders }) {
    const events = (await loaders.stepEventsOfRun.load(id)) ?? [];
    return events.flatMap((event) => (event.type === 'StepFinished' ? [event] : []));
  },
  analyst: async (run, _args, context) => (await load(run, context)).analyst,
  sandbox: async (run, _args, context) => (await load(run, context)).sandbox,
  createdAt: async (run, _args, context) => (await load(run, context)).createdAt,
  startedAt: async (run, _args, context) => (await load(run, context)).startedAt ?? null,
  finishedAt: async (run, _args, context) => (await load(run, context)).finishedAt ?? null,
  session: ({ sessionId }) => ({ id: sessionId }),
  file: ({ fileId }) => ({ id: String(fileId) }),
  async files(run, _args, context) {
    const { fileId, otherFileIds } = await load(run, context);
    return [fileId, ...otherFileIds].map((id) => ({ id: String(id) }));
  },
  async rerunOf(run, _args, context) {
    const { rerunOf } = await load(run, context);
    return rerunOf == null ? null : ((await context.loaders.runs.load(rerunOf)) ?? null);
  },
  followUps: async (run, _args, context) => (await load(run, context)).followUps,
  async export(run, { format }, context, info) {
    refuseWithinEvent(info);
    refuseWithinList(info);
    return context.exports.run(await load(run, context), format, onBehalfOf(context));
  },
  lastSeq: async (run, _args, context) => (await load(run, context)).lastSeq,
  async events(run, { first, after }, { log }, info) {
    refuseWithinEvent(info);
    if (first < 1 || first > maxEvents) {
      throw new AppError('BAD_USER_INPUT', `A page has 1 to ${maxEvents} events.`, { field: 'first' });
    }
    return (await log.read(run.id, after, first)).map((event) => eventOf(event, run));
  },
};

async function load({ id }: RunReference, { loaders }: Context): Promise<RunRecord> {
  const run = await loaders.runs.load(id);
  if (run === undefined) throw new AppError('NOT_FOUND', 'There is no such run.');
  return run;
}
