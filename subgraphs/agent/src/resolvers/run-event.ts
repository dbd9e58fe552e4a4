import type { ArtifactCreatedResolvers, RunEventResolvers } from '../__generated__/resolvers.ts';
import type { RunEvent as LoggedEvent, RunEventType } from '../events/run-event.ts';
import type { RunReference } from './run.ts';
import { AppError } from '@mas/kit/errors';

/** An event, and whose it is. Its fields have the schema's names, so that most need no resolver. */
export type EventOf<Type extends RunEventType = RunEventType> = LoggedEvent<Type> & { readonly run: RunReference };

export function eventOf(event: LoggedEvent, { id, sessionId, fileId }: RunReference): EventOf {
  return { ...event, run: { id, sessionId, fileId } };
}

export const RunEvent: RunEventResolvers = {
  __resolveType: ({ type }) => type,
};

export const ArtifactCreated: ArtifactCreatedResolvers = {
  async artifact({ artifactId }, _args, { loaders }) {
    const artifact = await loaders.artifacts.load(artifactId);
    if (artifact === undefined) throw new AppError('NOT_FOUND', 'The artifact is gone.');
    return artifact;
  },
};
