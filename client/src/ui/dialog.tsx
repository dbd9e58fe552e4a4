import { X } from 'lucide-react';
import { useId, useRef, type ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { IconButton } from './icon-button.tsx';
import { useModal } from './use-modal.ts';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly width?: 'narrow' | 'wide';
}

/** A modal dialog in the middle of the page; the first thing of its content has the focus. */
export function Dialog({ title, onClose, children, width = 'narrow' }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const content = useRef<HTMLDivElement>(null);
  const modal = useModal(ref, onClose, content);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      {...modal}
      className={classNames(
        'm-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] overflow-auto rounded-xl border border-line bg-surface text-ink shadow-xl',
        width === 'narrow' ? 'max-w-md' : 'max-w-5xl',
      )}
    >
      <div className="p-5">
        <header className="mb-4 flex items-start justify-between gap-4">
          <h2 id={titleId} className="text-lg font-semibold">
            {title}
          </h2>
          <IconButton label="Close" icon={<X size={18} />} onClick={onClose} className="-mt-1 -mr-1" />
        </header>
        <div ref={content}>{children}</div>
      </div>
    </dialog>
  );
}
