import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

/** A page of its own beside the workspace, with the way back. */
export function PageFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="h-full overflow-auto">
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex min-h-12 max-w-2xl items-center gap-2 px-4">
          <Link
            href="/"
            aria-label="Back to the sessions"
            title="Back to the sessions"
            className="-ml-2 inline-flex size-9 items-center justify-center rounded-lg text-muted hover:bg-raised hover:text-ink"
          >
            <ArrowLeft aria-hidden size={20} />
          </Link>
          <h1 className="text-base font-semibold">{title}</h1>
        </div>
      </header>
      <main className="mx-auto grid max-w-2xl gap-6 p-4">{children}</main>
    </div>
  );
}
