import { ChevronRight, CircleCheck, CircleSlash, CircleX, Square } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { classNames } from '../../../lib/class-names.ts';
import { formatDuration } from '../../../lib/format.ts';
import { useNow } from '../../../lib/use-now.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { useConversationActions } from '../conversation-actions.ts';
import { isUnderWay, type RunState, type RunStatus } from '../events/run-state.ts';
import type { ConversationRun } from '../history/run-fragment.ts';
import { Checklist } from './checklist.tsx';
import { WithCode } from './with-code.tsx';
import type { RunView } from './run-view.ts';
import { useStoredSteps } from './use-stored-steps.ts';

interface RunPlanProps {
  readonly run: ConversationRun;
  readonly view: RunView;
  readonly live: RunState | undefined;
  readonly isConnected: boolean;
}

/** How the answer is found: open while it is looked for, folded afterwards. */
export function RunPlan({ run, view, live, isConnected }: RunPlanProps) {
  const { stop } = useConversationActions();
  const isRunning = isUnderWay(view);
  const [choice, setChoice] = useState<{ readonly isOpen: boolean; readonly isRunning: boolean }>();
  const isOpen = choice?.isRunning === isRunning ? choice.isOpen : isRunning; // a choice holds until the run ends
  const [isStopping, setIsStopping] = useState(false);
  const stored = useStoredSteps(run.id, isOpen && live === undefined);
  const plan = live ?? stored.steps;
  return (
    <div
      role="group"
      aria-label="How it was found"
      className="grid gap-2 rounded-xl border border-line bg-surface p-2 text-sm"
    >
      <div className="flex flex-wrap items-center gap-2">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setChoice({ isOpen: !isOpen, isRunning })}
          className="flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-lg px-2 text-left hover:bg-raised"
        >
          {statusIcons[view.status]}
          <Summary run={run} view={view} live={live} isConnected={isConnected} />
          <ChevronRight
            aria-hidden
            size={15}
            className={classNames('ml-auto shrink-0 text-muted transition-transform', isOpen && 'rotate-90')}
          />
        </button>
        {isRunning && (
          <Button
            size="small"
            icon={<Square size={13} />}
            isBusy={isStopping}
            onClick={() => {
              setIsStopping(true);
              void stop(run.id).finally(() => setIsStopping(false));
            }}
          >
            Stop
          </Button>
        )}
      </div>
      {view.interpretation !== '' && (
        <p className="px-2 pb-1 text-muted">
          <WithCode text={view.interpretation} />
        </p>
      )}
      {isOpen && (
        <div className="grid gap-2 px-2 pb-1">
          {stored.error !== undefined && live === undefined && <ErrorNotice error={stored.error} />}
          {plan === undefined && stored.error === undefined && <Skeleton className="h-24" />}
          {plan !== undefined && <Checklist steps={plan.steps} subtasks={plan.subtasks} mode={view.mode} />}
        </div>
      )}
    </div>
  );
}

const statusIcons: Readonly<Record<RunStatus, ReactNode>> = {
  QUEUED: <Spinner />,
  RUNNING: <Spinner />,
  SUCCEEDED: <CircleCheck aria-hidden size={16} className="shrink-0 text-success" />,
  FAILED: <CircleX aria-hidden size={16} className="shrink-0 text-danger" />,
  CANCELLED: <CircleSlash aria-hidden size={16} className="shrink-0 text-muted" />,
  INTERRUPTED: <CircleSlash aria-hidden size={16} className="shrink-0 text-warning" />,
};

const endings: Readonly<Record<Exclude<RunStatus, 'QUEUED' | 'RUNNING'>, string>> = {
  SUCCEEDED: 'Answered in',
  FAILED: 'Failed after',
  CANCELLED: 'Stopped after',
  INTERRUPTED: 'Interrupted after',
};

function Summary({ run, view, live, isConnected }: RunPlanProps) {
  const { status, mode } = view;
  const now = useNow(isUnderWay(view));
  const end = run.finishedAt === null ? now : Date.parse(run.finishedAt);
  const time = formatDuration(Math.max(0, end - Date.parse(run.createdAt)));
  if (status === 'QUEUED' || status === 'RUNNING') {
    const doing = live?.steps.findLast(({ ms }) => ms === undefined)?.label;
    const text = isConnected ? (doing ?? (status === 'QUEUED' ? 'Waiting to begin' : 'Working')) : 'Reconnecting…';
    return (
      <>
        <span className="truncate font-medium">{text}</span>
        <span className="shrink-0 text-muted tabular-nums">{time}</span>
      </>
    );
  }
  const kind = mode === 'TECHNICAL' ? ' · technical' : mode === 'QUICK' ? ' · quick' : '';
  return (
    <span className="truncate text-muted">
      {endings[status]} {time}
      {kind}
    </span>
  );
}
