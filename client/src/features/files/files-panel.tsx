import { useState } from 'react';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ActiveFiles } from './active-files.tsx';
import { DropTarget } from './drop-target.tsx';
import { FileDetails } from './file-details.tsx';
import { OtherFiles } from './other-files.tsx';
import { UploadList } from './upload-list.tsx';
import { useSessionFiles } from './use-session-files.ts';
import { useUpload } from './use-upload.ts';

/** The datasets that the session's questions are about, what is in them, and the ones that could join. */
export function FilesPanel({ sessionId }: { readonly sessionId: string }) {
  const { active, error, retry } = useSessionFiles(sessionId);
  const [chosenId, setChosenId] = useState<string>();
  const upload = useUpload(sessionId, active);
  const shown = active?.find(({ id }) => id === chosenId) ?? active?.[0];
  return (
    <div className="grid gap-4 p-4">
      <h2 className="hidden font-semibold min-[1200px]:block">Files</h2>
      <DropTarget onFiles={(files) => void upload(files)} isProminent={active?.length === 0} />
      <UploadList sessionId={sessionId} onRetry={(file) => void upload([file])} />
      {error !== undefined && <ErrorNotice error={error} onRetry={retry} />}
      {active === undefined && error === undefined && <Skeleton className="h-40" />}
      {active !== undefined && active.length > 0 && (
        <ActiveFiles sessionId={sessionId} files={active} shownId={shown?.id} onShow={setChosenId} />
      )}
      {active !== undefined && <OtherFiles sessionId={sessionId} activeIds={active.map(({ id }) => id)} />}
      {shown !== undefined && <FileDetails key={shown.id} fileId={shown.id} />}
    </div>
  );
}
