import { useRef } from 'react';
import { useStore } from '../lib/store.ts';
import { takeUp, toasts } from '../lib/toasts.ts';
import { classNames } from '../lib/class-names.ts';
import { Front } from './front.tsx';
import { useUndoKey } from './use-undo-key.ts';

/** The sentences that come and go at the head of the page, away from the box for questions; the status line says them to assistive technology. */
export function Toaster() {
  const shown = useStore(toasts);
  const before = useRef<Element>(null); // what had the focus before a button of these
  useUndoKey();
  return (
    <Front>
      <section
        aria-label="Notices"
        className="no-print pointer-events-none fixed inset-x-0 top-14 z-50 grid justify-items-center gap-2 px-4"
      >
        {shown.map((toast) => (
          <div
            key={toast.id}
            className={classNames(
              'pointer-events-auto flex max-w-md items-center gap-3 rounded-lg border border-line bg-surface px-4 py-2.5 text-sm shadow-lg',
              toast.tone === 'danger' && 'text-danger',
            )}
          >
            <span className="min-w-0 break-words">{toast.text}</span>
            {toast.action !== undefined && (
              <button
                type="button"
                title={toast.action.isUndo ? 'Ctrl+Z' : undefined}
                className="min-h-8 shrink-0 font-semibold text-accent"
                onFocus={({ relatedTarget }) => {
                  before.current = relatedTarget;
                }}
                onClick={() => {
                  if (before.current instanceof HTMLElement) before.current.focus();
                  takeUp(toast);
                }}
              >
                {toast.action.label}
              </button>
            )}
          </div>
        ))}
      </section>
    </Front>
  );
}
