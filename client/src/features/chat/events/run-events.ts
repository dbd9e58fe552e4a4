import { graphql, type ResultOf } from '../../../lib/graphql.ts';
import { ArtifactFragment } from '../artifacts/artifact-fragment.ts';

/** `subtask` is optional in some events and not in others, so one of the two kinds has another name here. */
export const RunEvents = graphql(
  `
    subscription RunEvents($runId: ID!, $after: Int!) {
      runEvents(runId: $runId, after: $after) {
        __typename
        seq
        at
        ... on RunStarted {
          analyst
          sandbox
        }
        ... on StepStarted {
          step
          label
          ofSubtask: subtask
          repair
        }
        ... on StepFinished {
          step
          ofSubtask: subtask
          ms
        }
        ... on PlanReady {
          mode
          interpretation
          subtasks {
            index
            title
            kind
          }
        }
        ... on TextDelta {
          text
          offset
        }
        ... on CodeWritten {
          subtask
          attempt
          language
          source
        }
        ... on CodeOutput {
          subtask
          attempt
          output
          result
          durationMs
        }
        ... on CodeFailed {
          subtask
          attempt
          output
          error {
            name
            message
            line
          }
        }
        ... on ArtifactCreated {
          artifact {
            id
            ...Artifact
          }
        }
        ... on UsageUpdated {
          usage {
            modelCalls
            inputTokens
            outputTokens
            cacheReadTokens
            cacheWriteTokens
            cost
          }
        }
        ... on RunFinished {
          report
          numbers {
            text
            start
            end
            verified
            source
          }
        }
        ... on RunFailed {
          error {
            code
            message
          }
        }
      }
    }
  `,
  [ArtifactFragment],
);

export type RunEvent = ResultOf<typeof RunEvents>['runEvents'];
export type RunEventOf<Type extends RunEvent['__typename']> = Extract<RunEvent, { readonly __typename: Type }>;
