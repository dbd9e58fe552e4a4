import { graphql, type ResultOf } from '../../../lib/graphql.ts';

export const ArtifactFragment = graphql(`
  fragment Artifact on Artifact {
    id
    subtask
    kind
    title
    spec
    columns
    rows
    totalRows
  }
`);

export type ArtifactData = ResultOf<typeof ArtifactFragment>;
