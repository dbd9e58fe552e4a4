import { Check, Copy, RotateCcw, TriangleAlert } from 'lucide-react';
import { formatCost, formatDuration, formatNumber } from '../../../lib/format.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useCopied } from '../../../ui/use-copied.ts';
import { useConversationActions } from '../conversation-actions.ts';
import type { Usage } from '../events/run-state.ts';
import { ExportMenu } from '../export-menu.tsx';
import type { ConversationRun } from '../history/run-fragment.ts';
import type { RunView } from './run-view.ts';

interface RunFootProps {
  readonly run: ConversationRun;
  readonly view: RunView;
}

/** What it took to answer, and what can be done with the answer. */
export function RunFoot({ run, view }: RunFootProps) {
  const { ask } = useConversationActions();
  const [isCopied, copy] = useCopied();
  const unverified = view.numbers.filter(({ verified }) => !verified).length;
  const isAnswered = view.status === 'SUCCEEDED';
  return (
    <footer className="grid gap-1">
      {unverified > 0 && (
        <p className="flex items-center gap-1.5 text-sm text-warning">
          <TriangleAlert aria-hidden size={15} className="shrink-0" />
          {unverified === 1 ? '1 number has no source.' : `${unverified} numbers have no source.`}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {isAnswered && (
          <div className="no-print -ml-2 flex">
            <IconButton
              label={isCopied ? 'Copied' : 'Copy the answer'}
              icon={isCopied ? <Check size={16} /> : <Copy size={16} />}
              onClick={() => copy(view.report)}
            />
            <ExportMenu runId={run.id} />
            <IconButton label="Ask again" icon={<RotateCcw size={16} />} onClick={() => ask(run.question)} />
          </div>
        )}
        <p className="min-w-0 text-xs break-words text-muted">{factsOf(run, view).join(' · ')}</p>
      </div>
    </footer>
  );
}

function factsOf({ createdAt, finishedAt }: ConversationRun, { usage, analyst, sandbox }: RunView): readonly string[] {
  return [
    ...(finishedAt === null ? [] : [formatDuration(Math.max(0, Date.parse(finishedAt) - Date.parse(createdAt)))]),
    ...(usage === undefined || usage.modelCalls === 0 ? [] : usageFacts(usage)),
    analyst === 'offline' ? 'offline analyst' : analyst,
    sandbox,
  ].filter((fact) => fact !== '');
}

function usageFacts(usage: Usage): readonly string[] {
  const read = usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
  return [
    `${formatNumber(read)} tokens read, ${formatNumber(usage.outputTokens)} written`,
    usage.modelCalls === 1 ? '1 model call' : `${usage.modelCalls} model calls`,
    formatCost(usage.cost),
  ];
}
