import { useState } from 'react';
import { Conversation } from '../features/chat/conversation.tsx';
import { FilesPanel } from '../features/files/files-panel.tsx';
import { PageDrop } from '../features/files/page-drop.tsx';
import { SessionSidebar } from '../features/sessions/session-sidebar.tsx';
import { useSessionAtHand } from '../features/sessions/use-session-at-hand.ts';
import { NoSuchSession } from '../features/sessions/no-such-session.tsx';
import { Welcome } from '../features/sessions/welcome.tsx';
import { useMedia } from '../lib/media.ts';
import { useTitle } from '../lib/title.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { Loading, LoadingPage } from './loading-page.tsx';
import { WorkspaceHeader } from './workspace-header.tsx';

type Panel = 'sessions' | 'files';

/** Sessions, conversation and files side by side; on narrow screens the outer two come in from the edges. */
export default function WorkspacePage({ sessionId }: { readonly sessionId?: string }) {
  const { session, isLoading, error, retry } = useSessionAtHand(sessionId);
  const [panel, setPanel] = useState<Panel>();
  const showsSessions = useMedia('(min-width: 768px)');
  const showsFiles = useMedia('(min-width: 1200px)');
  useTitle(session?.title ?? 'Sessions');
  if (isLoading && sessionId === undefined) return <LoadingPage />;

  const sessions = <SessionSidebar currentId={sessionId} onChoose={() => setPanel(undefined)} />;
  return (
    <div className="flex h-full">
      {showsSessions && (
        <nav aria-label="Sessions" className="w-64 shrink-0 border-r border-line bg-surface">
          {sessions}
        </nav>
      )}
      <div className="flex min-w-0 flex-1 flex-col">
        <WorkspaceHeader
          title={isLoading ? '' : session?.title}
          onSessions={showsSessions ? undefined : () => setPanel('sessions')}
          onFiles={showsFiles || session === undefined ? undefined : () => setPanel('files')}
        />
        <main className="min-h-0 flex-1">
          {error !== undefined && (
            <div className="p-4">
              {error.code === 'NOT_FOUND' ? <NoSuchSession /> : <ErrorNotice error={error} onRetry={retry} />}
            </div>
          )}
          {session !== undefined && <Conversation key={session.id} sessionId={session.id} />}
          {isLoading && <Loading />}
          {session === undefined && error === undefined && !isLoading && <Welcome />}
        </main>
      </div>
      {showsFiles && (session !== undefined || isLoading) && (
        <aside aria-label="Files" className="w-96 shrink-0 overflow-auto border-l border-line bg-surface">
          {session !== undefined && <FilesPanel key={session.id} sessionId={session.id} />}
        </aside>
      )}
      {session !== undefined && <PageDrop key={session.id} sessionId={session.id} onDrop={() => setPanel('files')} />}
      {panel === 'sessions' && !showsSessions && (
        <Sheet title="Sessions" side="left" onClose={() => setPanel(undefined)}>
          {sessions}
        </Sheet>
      )}
      {panel === 'files' && !showsFiles && session !== undefined && (
        <Sheet title="Files" side="right" onClose={() => setPanel(undefined)}>
          <FilesPanel key={session.id} sessionId={session.id} />
        </Sheet>
      )}
    </div>
  );
}
