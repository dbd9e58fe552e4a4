import { useMutation } from 'urql';
import { toAppError } from '../../lib/app-error.ts';
import { graphql } from '../../lib/graphql.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TitleForm } from './title-form.tsx';

const RenameSession = graphql(`
  mutation RenameSession($id: ID!, $title: String!) {
    renameSession(id: $id, title: $title) {
      id
      title
    }
  }
`);

interface RenameSessionDialogProps {
  readonly id: string;
  readonly title: string;
  readonly onClose: () => void;
}

export function RenameSessionDialog({ id, title, onClose }: RenameSessionDialogProps) {
  const [, rename] = useMutation(RenameSession);
  return (
    <Dialog title="Rename session" onClose={onClose}>
      <TitleForm
        initial={title}
        action="Rename"
        onSubmit={async (next) => {
          const { error } = await rename({ id, title: next });
          if (error === undefined) onClose();
          return toAppError(error)?.message;
        }}
      />
    </Dialog>
  );
}
