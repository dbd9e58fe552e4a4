import { graphql, type ResultOf } from '../../../lib/graphql.ts';
import { ArtifactFragment } from '../artifacts/artifact-fragment.ts';

/** What the checklist is made of. `subtask` is optional here and not in other events, so it has another name. */
export const RunStep = graphql(`
  fragment RunStep on RunEvent @_unmask {
    __typename
    seq
    at
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
  }
`);

export const RunEvents = graphql(
  `
    subscription RunEvents($runId: ID!, $after: Int!) {
      runEvents(runId: $runId, after: $after) {
        ...RunStep
        ... on RunStarted {
          analyst
          sandbox
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
  [ArtifactFragment, RunStep],
);

export type RunEvent = ResultOf<typeof RunEvents>['runEvents'];
export type RunEventOf<Type extends RunEvent['__typename']> = Extract<RunEvent, { readonly __typename: Type }>;
