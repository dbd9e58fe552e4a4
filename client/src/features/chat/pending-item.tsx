import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import type { Asking, PendingQuestion } from './use-asking.ts';

interface PendingItemProps {
  readonly pending: PendingQuestion;
  readonly asking: Asking;
}

/** A question on its way, or one that is not known to have arrived. */
export function PendingItem({ pending, asking }: PendingItemProps) {
  const { error, question, key } = pending;
  return (
    <article aria-busy={error === undefined} className="grid min-w-0 gap-3">
      <h2 className="ml-8 max-w-full justify-self-end rounded-2xl rounded-br-md bg-accent-soft px-4 py-2.5 text-[0.9375rem] font-medium break-words whitespace-pre-wrap sm:ml-16">
        {question}
      </h2>
      {error === undefined ? (
        <p className="flex items-center gap-2 px-2 text-sm text-muted">
          <Spinner /> Sending
        </p>
      ) : (
        <div className="grid gap-2">
          <ErrorNotice error={error} onRetry={() => asking.retry(pending)} />
          <div>
            <Button size="small" tone="quiet" onClick={() => asking.discard(key)}>
              Discard the question
            </Button>
          </div>
        </div>
      )}
    </article>
  );
}
