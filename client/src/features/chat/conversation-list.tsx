import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { HistoryState, SessionHistory } from './history/create-session-history.ts';
import { PendingItem } from './pending-item.tsx';
import { RunItem } from './run/run-item.tsx';
import type { Asking } from './use-asking.ts';

interface ConversationListProps {
  readonly history: SessionHistory;
  readonly state: HistoryState;
  readonly asking: Asking;
}

/** Questions and answers, oldest first. */
export function ConversationList({ history, state, asking }: ConversationListProps) {
  const { history: known, error, isLoadingOlder } = state;
  if (known === undefined && error === undefined) return <LoadingRuns />;
  const runs = known?.runs ?? [];
  return (
    <>
      {known?.cursor !== undefined && (
        <Button
          size="small"
          className="no-print justify-self-center"
          isBusy={isLoadingOlder}
          onClick={() => void history.loadOlder()}
        >
          Earlier questions ({known.totalCount - runs.length})
        </Button>
      )}
      {error !== undefined && <ErrorNotice error={error} onRetry={() => void history.refresh()} />}
      {runs.map((run) => (
        <RunItem key={run.id} run={run} isLatest={run === runs.at(-1)} />
      ))}
      {asking.pending.map((pending) => (
        <PendingItem key={pending.key} pending={pending} asking={asking} />
      ))}
    </>
  );
}

function LoadingRuns() {
  return (
    <div aria-busy className="grid gap-4">
      <Skeleton className="ml-auto h-10 w-2/3" />
      <Skeleton className="h-24" />
      <Skeleton className="ml-auto h-10 w-1/2" />
      <Skeleton className="h-40" />
    </div>
  );
}
