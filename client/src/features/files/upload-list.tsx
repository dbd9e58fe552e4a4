import { X } from 'lucide-react';
import { formatBytes } from '../../lib/format.ts';
import { useStore } from '../../lib/store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { OtherName } from './other-name.tsx';
import { dismiss, uploads, type FileUpload } from './uploads.ts';

interface UploadListProps {
  readonly sessionId: string;
  readonly onRetry: (file: File) => void;
}

export function UploadList({ sessionId, onRetry }: UploadListProps) {
  const own = useStore(uploads).filter((upload) => upload.sessionId === sessionId);
  if (own.length === 0) return null;
  return (
    <ul className="grid gap-2">
      {own.map((upload) => (
        <UploadItem key={upload.id} upload={upload} onRetry={onRetry} />
      ))}
    </ul>
  );
}

interface UploadItemProps extends Pick<UploadListProps, 'onRetry'> {
  readonly upload: FileUpload;
}

function UploadItem({ upload, onRetry }: UploadItemProps) {
  const { id, file, sentBytes, status, problem, cancel } = upload;
  const retry = (again: File): void => {
    dismiss(id);
    onRetry(again);
  };
  return (
    <li className="grid gap-2 rounded-lg border border-line p-3 text-sm">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{file.name}</span>
        <IconButton
          label={status === 'failed' ? `Dismiss ${file.name}` : `Cancel the upload of ${file.name}`}
          icon={<X size={16} />}
          onClick={status === 'failed' ? () => dismiss(id) : cancel}
        />
      </div>
      {status === 'failed' ? (
        <>
          <p role="alert" className="break-words text-danger">
            {problem}
          </p>
          {upload.isNameTaken === true && <OtherName file={file} onChoose={retry} />}
          <div>
            <Button size="small" onClick={() => retry(file)}>
              Try again
            </Button>
          </div>
        </>
      ) : (
        <>
          <progress
            aria-label={`Upload of ${file.name}`}
            className="progress h-1.5 w-full"
            max={Math.max(file.size, 1)}
            {...(status === 'sending' && { value: sentBytes })}
          />
          <p className="text-xs text-muted tabular-nums">
            {status === 'sending'
              ? `${formatBytes(sentBytes)} of ${formatBytes(file.size)}`
              : `${formatBytes(file.size)} sent; its columns are being profiled …`}
          </p>
        </>
      )}
    </li>
  );
}
