import type { ReactNode } from 'react';
import type { AppError } from '../lib/app-error.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Spinner } from '../ui/spinner.tsx';

/** With an error where the page waits for the server to come back. */
export function LoadingPage({ error }: { readonly error?: AppError | undefined }) {
  return (
    <main className="h-full">
      <h1 className="sr-only">Loading</h1>
      <Loading>{error !== undefined && <ErrorNotice error={error} />}</Loading>
    </main>
  );
}

/** In the middle of what is still to come. */
export function Loading({ children }: { readonly children?: ReactNode }) {
  return (
    <div aria-busy className="grid h-full place-content-center justify-items-center gap-4 p-4">
      <span className="text-muted">
        <Spinner size={28} />
      </span>
      {children}
    </div>
  );
}
