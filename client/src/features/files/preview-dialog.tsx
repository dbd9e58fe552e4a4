import { Dialog } from '../../ui/dialog.tsx';
import { PreviewTable } from './preview-table.tsx';

interface PreviewDialogProps {
  readonly fileId: string;
  readonly name: string;
  readonly onClose: () => void;
}

export function PreviewDialog({ fileId, name, onClose }: PreviewDialogProps) {
  return (
    <Dialog title={name} width="wide" onClose={onClose}>
      <PreviewTable fileId={fileId} name={name} />
    </Dialog>
  );
}
