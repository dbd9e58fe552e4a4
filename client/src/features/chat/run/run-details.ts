import { graphql, type ResultOf } from '../../../lib/graphql.ts';
import { ArtifactFragment } from '../artifacts/artifact-fragment.ts';

/** The bulky parts of a stored run. The plan is among its first events; how it read the question is nowhere else. */
export const RunDetails = graphql(
  `
    query RunDetails($id: ID!) {
      run(id: $id) {
        id
        code {
          subtask
          attempt
          language
          source
          output
          result
          error {
            name
            message
            line
          }
          durationMs
        }
        artifacts {
          id
          ...Artifact
        }
        events(first: 50) {
          __typename
          ... on PlanReady {
            interpretation
          }
        }
      }
    }
  `,
  [ArtifactFragment],
);

export type StoredDetails = ResultOf<typeof RunDetails>['run'];
