import type { FileResolvers } from '../__generated__/resolvers.ts';
import { callerId } from './user.ts';

export const File: FileResolvers = {
  __resolveReference: ({ id }, context) => context.files.find(callerId(context), id),
  id: ({ id }) => String(id),
  columnNotes: (file, _args, { files }) => files.columnNotes(file),
  profile: (file, _args, { files }) => files.profile(file),
  preview: async (file, window, { files, previews }) => previews.read(file, await files.profile(file), window),
};
