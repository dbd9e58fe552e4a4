import { CircleAlert } from 'lucide-react';
import type { AppError } from '../lib/app-error.ts';
import { Button } from './button.tsx';

interface ErrorNoticeProps {
  readonly error: AppError;
  readonly onRetry?: () => void;
}

/** What went wrong, what to do, and the id by which an operator finds it. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  return (
    <div role="alert" className="flex items-start gap-3 rounded-lg bg-danger-soft p-3 text-sm">
      <CircleAlert aria-hidden size={18} className="mt-px shrink-0 text-danger" />
      <div className="grid min-w-0 gap-1">
        <p className="break-words">{error.message}</p>
        {error.requestId !== undefined && <p className="text-muted">Request {error.requestId}</p>}
        {onRetry !== undefined && (
          <div>
            <Button size="small" onClick={onRetry}>
              Try again
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
