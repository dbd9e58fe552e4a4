import { AppError } from '@mas/kit/errors';
import { createSubgraphClient } from '@mas/kit/federation/subgraph-client';
import { z } from 'zod';
import type { Dataset } from '../dataset/dataset.ts';
import type { FileDirectory } from './directory.ts';

const fileFields = `id name description summary parquetUri columnNotes { column note } profile { rows columns {
  name type pandasType nulls distinct distinctIsApproximate min max mean standardDeviation quartiles
  topValues { value count }
} }`;

const columnSchema = z.object({
  name: z.string(),
  type: z.enum(['INTEGER', 'FLOAT', 'BOOLEAN', 'DATE', 'DATETIME', 'TIME', 'TEXT']),
  pandasType: z.string(),
  nulls: z.number(),
  distinct: z.number(),
  distinctIsApproximate: z.boolean(),
  min: z.string().nullable(),
  max: z.string().nullable(),
  mean: z.number().nullable(),
  standardDeviation: z.number().nullable(),
  quartiles: z.array(z.number()).nullable(),
  topValues: z.array(z.object({ value: z.string(), count: z.number() })),
});
const datasetSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    summary: z.string(),
    parquetUri: z.string(),
    columnNotes: z.array(z.object({ column: z.string(), note: z.string() })),
    profile: z.object({ rows: z.number(), columns: z.array(columnSchema) }),
  })
  .transform(({ id, parquetUri, ...rest }): Dataset => ({ ...rest, fileId: id, storageUri: parquetUri }));
const fileSchema = z.object({ file: datasetSchema });
const activeSchema = z.object({ _entities: z.array(z.object({ activeFiles: z.array(datasetSchema) }).nullish()) });

/** Asks the file subgraph. @param url `http://host:port`, without a slash at the end. @param peerKey shown to it. */
export function createSubgraphFileDirectory(url: string, peerKey?: string): FileDirectory {
  const client = createSubgraphClient({ name: 'file', url, ...(peerKey !== undefined && { peerKey }) });
  return {
    async find(id, { authorization, signal }) {
      const { file } = await client.request({
        query: `query ($id: ID!) { file(id: $id) { ${fileFields} } }`,
        variables: { id },
        data: fileSchema,
        authorization,
        ...(signal && { signal }),
      });
      return file;
    },
    async active(sessionId, { authorization, signal }) {
      const { _entities } = await client.request({
        query: `query ($session: _Any!) {
          _entities(representations: [$session]) { ... on Session { activeFiles { ${fileFields} } } }
        }`,
        variables: { session: { __typename: 'Session', id: sessionId } },
        data: activeSchema,
        authorization,
        ...(signal && { signal }),
      });
      const [first, ...others] = _entities[0]?.activeFiles ?? [];
      if (first === undefined) throw new AppError('NOT_FOUND', 'No active file: upload or activate one first.');
      return [first, ...others];
    },
  };
}
