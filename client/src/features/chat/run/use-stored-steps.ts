import { useEffect, useState } from 'react';
import { useClient, type Client } from 'urql';
import { toAppError, type AppError } from '../../../lib/app-error.ts';
import { graphql, type ResultOf } from '../../../lib/graphql.ts';
import { RunStep } from '../events/run-events.ts';
import { applyEvents, initialRunState, type RunState } from '../events/run-state.ts';

const RunSteps = graphql(
  `
    query RunSteps($id: ID!, $after: Int!) {
      run(id: $id) {
        id
        lastSeq
        events(first: 1000, after: $after) {
          ...RunStep
        }
      }
    }
  `,
  [RunStep],
);

type LoggedEvent = ResultOf<typeof RunSteps>['run']['events'][number];
type StepEvent = Extract<LoggedEvent, { readonly __typename: 'StepStarted' | 'StepFinished' | 'PlanReady' }>;
type Steps = Pick<RunState, 'steps' | 'subtasks'>;

/** The checklist of a run that is over, read from its log when somebody wants to see it. */
export function useStoredSteps(runId: string, isWanted: boolean): { steps?: Steps; error?: AppError | undefined } {
  const client = useClient();
  const [result, setResult] = useState<{ steps?: Steps; error?: AppError | undefined }>({});
  const isKnown = result.steps !== undefined;
  useEffect(() => {
    if (!isWanted || isKnown) return undefined;
    let isCurrent = true;
    void readSteps(client, runId).then((read) => {
      if (isCurrent) setResult(read);
    });
    return () => {
      isCurrent = false;
    };
  }, [client, runId, isWanted, isKnown]);
  return result;
}

async function readSteps(client: Client, id: string): Promise<{ steps?: Steps; error?: AppError | undefined }> {
  let state = initialRunState;
  for (let after = 0; ;) {
    const { data, error } = await client.query(RunSteps, { id, after }, { requestPolicy: 'network-only' });
    if (data === undefined) return { error: toAppError(error) };
    const { events, lastSeq } = data.run;
    state = applyEvents(state, events.filter(isStepEvent));
    after = events.at(-1)?.seq ?? lastSeq;
    if (after >= lastSeq) return { steps: state };
  }
}

function isStepEvent(event: LoggedEvent): event is StepEvent {
  return ['StepStarted', 'StepFinished', 'PlanReady'].includes(event.__typename);
}
