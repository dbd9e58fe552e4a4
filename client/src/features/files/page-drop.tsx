import { Front } from '../../ui/front.tsx';
import { usePageDrop } from './use-page-drop.ts';
import { useSessionFiles } from './use-session-files.ts';
import { useUpload } from './use-upload.ts';

interface PageDropProps {
  readonly sessionId: string;
  /** The panel that tells how far the uploads are is to be shown. */
  readonly onDrop: () => void;
}

/** The whole page to drop datasets on, whether the files panel is on the screen or not. */
export function PageDrop({ sessionId, onDrop }: PageDropProps) {
  const { active } = useSessionFiles(sessionId);
  const upload = useUpload(sessionId, active);
  const isOver = usePageDrop((files) => {
    onDrop();
    void upload(files);
  });
  if (!isOver) return null;
  return (
    <Front>
      <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-backdrop p-6">
        <p className="rounded-xl border-2 border-dashed border-accent bg-surface px-8 py-6 text-lg font-semibold">
          Drop to ask about it here
        </p>
      </div>
    </Front>
  );
}
