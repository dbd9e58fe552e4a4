import { memo, useId, useRef } from 'react';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { useConversationActions } from '../conversation-actions.ts';
import { isUnderWay } from '../events/run-state.ts';
import type { ConversationRun } from '../history/run-fragment.ts';
import { FollowUps } from './follow-ups.tsx';
import { RunAnswer } from './run-answer.tsx';
import { RunCode } from './run-code.tsx';
import { RunCharts, RunTables } from './run-artifacts.tsx';
import { RunEnding } from './run-ending.tsx';
import { RunFoot } from './run-foot.tsx';
import { RunPlan } from './run-plan.tsx';
import { RunQuestion } from './run-question.tsx';
import { useRunView } from './use-run-view.ts';

interface RunItemProps {
  readonly run: ConversationRun;
  readonly isLatest: boolean;
}

/** A question with all that came of it. */
export const RunItem = memo(function RunItem({ run, isLatest }: RunItemProps) {
  const element = useRef<HTMLElement>(null);
  const headingId = useId();
  const { rerun } = useConversationActions();
  const { view, live, isConnected, isNear, error, retry } = useRunView(run, element);
  const isRunning = isUnderWay(view);
  return (
    <article
      ref={element}
      data-run={run.id}
      tabIndex={-1}
      aria-labelledby={headingId}
      aria-busy={isRunning}
      className="grid min-w-0 gap-3 rounded-xl"
    >
      <RunQuestion run={run} headingId={headingId} />
      <RunPlan run={run} view={view} live={live} isConnected={isConnected} />
      {error !== undefined && <ErrorNotice error={error} onRetry={retry} />}
      <RunCode cells={view.cells} onRun={isRunning ? undefined : (subtask, source) => rerun(run.id, subtask, source)} />
      <RunCharts artifacts={view.artifacts} />
      <RunAnswer view={view} isStreaming={isRunning} isNear={isNear} />
      <RunTables artifacts={view.artifacts} isOpen={!isRunning && view.report === ''} />
      {isRunning && !isConnected && (
        <p className="flex items-center gap-2 text-sm text-warning">
          <Spinner /> The connection is lost. The answer goes on when it is back.
        </p>
      )}
      <RunEnding run={run} view={view} />
      {!isRunning && <RunFoot run={run} view={view} />}
      {isLatest && view.status === 'SUCCEEDED' && <FollowUps runId={run.id} />}
    </article>
  );
});
