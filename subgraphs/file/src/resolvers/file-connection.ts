import { connectionFields } from '@mas/kit/page';
import type { FileConnectionResolvers } from '../__generated__/resolvers.ts';
import { encodeCursor } from '../services/file-page.ts';

export const FileConnection: FileConnectionResolvers = {
  ...connectionFields(encodeCursor),
  totalCount: ({ filter }, _args, { files }) => files.count(filter),
};
