import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
}

/** What to do where there is nothing yet. */
export function EmptyState({ icon, title, children }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-2 px-4 py-8 text-center text-sm text-balance text-muted">
      <span aria-hidden className="text-muted">
        {icon}
      </span>
      <p className="text-base font-medium text-ink">{title}</p>
      {children}
    </div>
  );
}
