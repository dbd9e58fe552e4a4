import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../__generated__/graphql-env.d.ts';

/** A document typed by the supergraph's schema. It lives beside the component that needs it and bears its name. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: false;
  scalars: {
    ID: string;
    DateTime: string;
    EmailAddress: string;
    JSON: unknown;
    SafeInt: number;
    Upload: File;
  };
}>();

export { readFragment } from 'gql.tada';
export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
