import { formatAge, formatDateTime } from '../../../lib/format.ts';
import { useConversationActions } from '../conversation-actions.ts';
import type { ConversationRun } from '../history/run-fragment.ts';

interface RunQuestionProps {
  readonly run: ConversationRun;
  readonly headingId: string;
}

export function RunQuestion({ run: { question, createdAt, rerunOf }, headingId }: RunQuestionProps) {
  const { goTo } = useConversationActions();
  return (
    <header className="grid justify-items-end gap-1 pl-8 sm:pl-16">
      <h2
        id={headingId}
        className="max-h-80 max-w-full overflow-auto rounded-2xl rounded-br-md bg-accent-soft px-4 py-2.5 text-[0.9375rem] font-medium break-words whitespace-pre-wrap"
      >
        {question}
      </h2>
      <p className="flex flex-wrap justify-end gap-x-2 text-xs text-muted">
        {rerunOf !== null && (
          <button
            type="button"
            title={rerunOf.question}
            className="font-medium text-accent underline underline-offset-2"
            onClick={() => goTo(rerunOf.id)}
          >
            Re-run of an earlier answer
          </button>
        )}
        <time dateTime={createdAt} title={formatDateTime(createdAt)}>
          {formatAge(createdAt)}
        </time>
      </p>
    </header>
  );
}
