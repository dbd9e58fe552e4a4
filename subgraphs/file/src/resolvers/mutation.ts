import type { MutationResolvers } from '../__generated__/resolvers.ts';
import { readDetails } from '../uploads/read-details.ts';
import { callerId, sessionCaller } from './user.ts';

export const Mutation: MutationResolvers = {
  async uploadFile(_parent, { file, name, description, sessionId, keepOthers, details }, context) {
    const caller = sessionCaller(context);
    const lateDetails = details?.then((document) => readDetails(document.createReadStream()));
    lateDetails?.catch(() => undefined); // who needs them gets the rejection; nobody does when the file is refused first
    const upload = await file;
    return context.uploads.upload(caller, {
      filename: upload.filename,
      open: () => upload.createReadStream(),
      details: { name: name ?? undefined, description },
      lateDetails,
      sessionId: sessionId ?? undefined,
      keepOthers,
    });
  },
  activateFile: (_parent, { sessionId, keepOthers, ...file }, context) =>
    context.activeFiles.activate(sessionCaller(context), { file, sessionId: sessionId ?? undefined, keepOthers }),
  deactivateFile: (_parent, { sessionId, ...file }, context) =>
    context.activeFiles.deactivate(sessionCaller(context), { file, sessionId: sessionId ?? undefined }),
  updateFile: (_parent, { id, ...changes }, context) => context.files.update(callerId(context), id, changes),
  deleteFile: async (_parent, reference, context) =>
    String(await context.files.remove(sessionCaller(context), reference)),
};
