import type { FileResolvers } from '../__generated__/resolvers.ts';
import { onBehalfOf } from './on-behalf-of.ts';
import { refuseWithinEvent, refuseWithinList } from './refuse-within.ts';

/** A dataset, known here by its number alone. */
export interface FileReference {
  readonly id: string;
}

export const File: FileResolvers = {
  __resolveReference({ id }, { caller }) {
    caller();
    return { id };
  },
  suggestedQuestions({ id }, _args, context, info) {
    refuseWithinEvent(info);
    refuseWithinList(info);
    return context.suggestions.suggest(id, onBehalfOf(context));
  },
};
