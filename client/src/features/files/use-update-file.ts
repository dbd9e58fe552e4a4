import { useMutation } from 'urql';
import { toAppError } from '../../lib/app-error.ts';
import { graphql, type VariablesOf } from '../../lib/graphql.ts';

const UpdateFile = graphql(`
  mutation UpdateFile($id: ID!, $description: String, $columnNotes: [ColumnNoteInput!]) {
    updateFile(id: $id, description: $description, columnNotes: $columnNotes) {
      id
      description
      columnNotes {
        column
        note
      }
    }
  }
`);

type Change = Omit<VariablesOf<typeof UpdateFile>, 'id'>;

/** Gives the sentence that says why it was not saved; nothing when it is. */
export function useUpdateFile(id: string): (change: Change) => Promise<string | undefined> {
  const [, update] = useMutation(UpdateFile);
  return async (change) => toAppError((await update({ id, ...change })).error)?.message;
}
