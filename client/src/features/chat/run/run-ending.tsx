import { CircleAlert, CircleSlash, RotateCcw } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { useConversationActions } from '../conversation-actions.ts';
import type { ConversationRun } from '../history/run-fragment.ts';
import type { RunView } from './run-view.ts';

interface RunEndingProps {
  readonly run: ConversationRun;
  readonly view: RunView;
}

/** Why there is no answer, what to do, and the id by which an operator finds the run. */
export function RunEnding({ run, view: { status, error } }: RunEndingProps) {
  const { ask } = useConversationActions();
  const again = (
    <div>
      <Button size="small" icon={<RotateCcw size={14} />} onClick={() => ask(run.question)}>
        Ask again
      </Button>
    </div>
  );
  if (status === 'CANCELLED') {
    return (
      <div className="flex flex-wrap items-center gap-3 rounded-lg bg-raised p-3 text-sm">
        <CircleSlash aria-hidden size={18} className="shrink-0 text-muted" />
        <p className="flex-1">You stopped this run.</p>
        {again}
      </div>
    );
  }
  if (status !== 'FAILED' && status !== 'INTERRUPTED') return null;
  return (
    <div className="flex items-start gap-3 rounded-lg bg-danger-soft p-3 text-sm">
      <CircleAlert aria-hidden size={18} className="mt-px shrink-0 text-danger" />
      <div className="grid min-w-0 gap-2">
        <p className="break-words">{error?.message ?? 'The run ended without an answer. Ask again.'}</p>
        <p className="text-xs break-all text-muted">
          {error?.code} · run {run.id}
        </p>
        {again}
      </div>
    </div>
  );
}
