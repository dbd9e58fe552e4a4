import { AppError } from '@mas/kit/errors';
import { z } from 'zod';
import type { SessionResolvers } from '../__generated__/resolvers.ts';
import type { Context } from '../context.ts';
import { onBehalfOf } from './on-behalf-of.ts';
import { refuseWithinEvent, refuseWithinList } from './refuse-within.ts';

/** A session, known here by its id alone. */
export interface SessionReference {
  readonly id: string;
}

/** Every field shows the caller's own runs: a session of somebody else's is as empty as one that never was. */
export const Session: SessionResolvers = {
  __resolveReference({ id }, { caller }) {
    caller();
    if (!z.guid().safeParse(id).success) throw new AppError('NOT_FOUND', 'There is no such session.');
    return { id };
  },
  runs(session, { first, after }, context, info) {
    refuseWithinEvent(info);
    return context.sessionRuns.page(filterOf(session, context), first, after ?? undefined);
  },
  export({ id }, { format }, context, info) {
    refuseWithinEvent(info);
    refuseWithinList(info);
    return context.exports.session(id, format, onBehalfOf(context));
  },
  async conversation(session, { fileId }, context, info) {
    refuseWithinEvent(info);
    const runs = await context.sessionRuns.conversation(filterOf(session, context), fileId ?? undefined);
    return runs.map((run) => {
      context.loaders.runs.prime(run.id, run);
      const { question, report: answer, createdAt: askedAt, finishedAt: answeredAt } = run;
      return { question, answer, askedAt, answeredAt: answeredAt ?? null, run };
    });
  },
};

function filterOf({ id }: SessionReference, { caller }: Context) {
  return { sessionId: id, userId: Number(caller().userId) };
}
