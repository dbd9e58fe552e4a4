import { clientAddressHeader } from '@mas/kit/server/client-address';
import type { GraphQLDataSource } from './apollo-gateway.ts';
import type { RequestContext } from './request-context.ts';
import type { SubgraphClient } from './subgraph-client.ts';
import { subgraphUnavailable } from './subgraph-errors.ts';
import { encodeMultipart } from '../uploads/encode-multipart.ts';
import { findUploads, type UploadPaths } from '../uploads/find-uploads.ts';

type ProcessOptions = Parameters<GraphQLDataSource['process']>[0];
type SubgraphResponse = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** Sends a fetch of a query plan to a subgraph. Of the request it was made for, only the token, the id and the client's address go along. */
export function createSubgraphDataSource(client: SubgraphClient): GraphQLDataSource {
  return {
    async process({ request, context }: ProcessOptions): Promise<SubgraphResponse> {
      const { query = '', operationName } = request;
      const { identity, requestId, clientAddress, signal } = context as RequestContext; // the executor passes no other context
      const variables: Record<string, unknown> = request.variables ?? {};
      const isMutation = query.startsWith('mutation');
      const uploads: UploadPaths = isMutation ? findUploads(variables) : new Map();
      const { contentType, body } = encode({ query, operationName, variables }, uploads);
      const answer = await client.post({
        headers: {
          'content-type': contentType,
          accept: 'application/json',
          'x-request-id': requestId,
          ...(clientAddress !== undefined && { [clientAddressHeader]: clientAddress }),
          ...(identity && { authorization: `Bearer ${identity.token}` }),
          ...(uploads.size > 0 && { 'apollo-require-preflight': 'true' }),
        },
        body,
        isIdempotent: !isMutation,
        signal: isMutation ? undefined : signal,
      });
      return subgraphResponse(answer, client.name);
    },
  };
}

function encode(
  operation: { query: string; operationName: string | undefined; variables: Record<string, unknown> },
  uploads: UploadPaths,
) {
  if (uploads.size > 0) return encodeMultipart(operation, uploads);
  return { contentType: 'application/json', body: JSON.stringify(operation) };
}

/** Keeps what a response may hold, and of that only what has the right shape. */
function subgraphResponse({ data, errors }: Record<string, unknown>, name: string): SubgraphResponse {
  const hasData = typeof data === 'object' && !Array.isArray(data);
  const hasErrors = Array.isArray(errors) && errors.every((error) => typeof error === 'object' && error !== null);
  if ((data !== undefined && !hasData) || (errors !== undefined && !hasErrors)) {
    throw subgraphUnavailable(name, new Error('a GraphQL response of the wrong shape'));
  }
  return {
    ...(data !== undefined && { data: data as SubgraphResponse['data'] & object }), // an object, or null
    ...(errors !== undefined && { errors: errors as SubgraphResponse['errors'] & object }), // a list of objects
  };
}
