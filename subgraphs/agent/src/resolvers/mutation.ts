import type { MutationResolvers } from '../__generated__/resolvers.ts';
import type { Context } from '../context.ts';
import type { Run } from '../db/run.entity.ts';
import type { WorkingSetChoice } from '../services/working-set.ts';
import { onBehalfOf } from './on-behalf-of.ts';

export const Mutation: MutationResolvers = {
  async ask(_parent, { question, mode, idempotencyKey, ...choice }, context) {
    const wanted = { question, mode, idempotencyKey: idempotencyKey ?? undefined, ...choiceOf(choice) };
    return primed(await context.runs.ask(wanted, onBehalfOf(context)), context);
  },
  async rerun(_parent, { id, edits, idempotencyKey }, context) {
    const wanted = { runId: id, edits, idempotencyKey: idempotencyKey ?? undefined };
    return primed(await context.reruns.rerun(wanted, onBehalfOf(context)), context);
  },
  cancelRun: async (_parent, { id }, context) => primed(await context.runs.cancel(id, context.caller()), context),
  saveMemory: (_parent, choice, context) => context.sessionMemory.save(choiceOf(choice), onBehalfOf(context)),
  async clearMemory(_parent, choice, context) {
    await context.sessionMemory.clear(choiceOf(choice), onBehalfOf(context));
    return true;
  },
};

function primed(run: Run, { loaders }: Context): Run {
  loaders.runs.prime(run.id, run);
  return run;
}

function choiceOf(args: {
  readonly sessionId?: string | null | undefined;
  readonly fileId?: string | null | undefined;
}): WorkingSetChoice {
  return { sessionId: args.sessionId ?? undefined, fileIds: args.fileId == null ? undefined : [args.fileId] };
}
