import { Dialog } from '../../ui/dialog.tsx';
import { TitleForm } from './title-form.tsx';
import { useCreateSession } from './use-create-session.ts';

interface NewSessionDialogProps {
  readonly onClose: () => void;
  readonly onCreated: () => void;
}

export function NewSessionDialog({ onClose, onCreated }: NewSessionDialogProps) {
  const create = useCreateSession();
  return (
    <Dialog title="New session" onClose={onClose}>
      <TitleForm
        action="Create"
        onSubmit={async (title) => {
          const problem = await create(title);
          if (problem === undefined) onCreated();
          return problem;
        }}
      />
    </Dialog>
  );
}
