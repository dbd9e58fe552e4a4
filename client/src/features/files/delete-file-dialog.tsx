import { useState } from 'react';
import { useMutation } from 'urql';
import { toAppError, type AppError } from '../../lib/app-error.ts';
import { graphql } from '../../lib/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

const DeleteFile = graphql(`
  mutation DeleteFile($id: ID!) {
    deleteFile(id: $id)
  }
`);

interface DeleteFileDialogProps {
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** Asks first: the bytes are gone afterwards, and sending them again may take long. */
export function DeleteFileDialog({ id, name, onClose }: DeleteFileDialogProps) {
  const [, deleteFile] = useMutation(DeleteFile);
  const [error, setError] = useState<AppError>();
  const [isBusy, setIsBusy] = useState(false);
  const confirm = async (): Promise<void> => {
    setIsBusy(true);
    const result = await deleteFile({ id }, { additionalTypenames: ['File'] });
    setIsBusy(false);
    if (result.error === undefined) onClose();
    else setError(toAppError(result.error));
  };
  return (
    <Dialog title="Delete file" onClose={onClose}>
      <div className="grid gap-4 text-sm">
        <p className="break-words">
          <strong>{name}</strong> and its profile are deleted for good. Answers that were given about it stay.
        </p>
        {error !== undefined && <ErrorNotice error={error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep it</Button>
          <Button tone="danger" isBusy={isBusy} onClick={() => void confirm()}>
            Delete
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
