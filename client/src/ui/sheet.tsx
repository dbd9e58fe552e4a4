import { X } from 'lucide-react';
import { useId, useRef, type ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { IconButton } from './icon-button.tsx';
import { useModal } from './use-modal.ts';

interface SheetProps {
  readonly title: string;
  readonly side: 'left' | 'right';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A panel that comes in from an edge of a narrow screen: a modal dialog as tall as the screen. */
export function Sheet({ title, side, onClose, children }: SheetProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const modal = useModal(ref, onClose);
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      {...modal}
      className={classNames(
        'm-0 h-dvh max-h-none w-[min(24rem,calc(100vw-3rem))] max-w-none border-line bg-surface p-0 text-ink',
        side === 'left' ? 'mr-auto border-r' : 'ml-auto border-l',
      )}
    >
      <div className="flex h-full flex-col">
        <header className="flex min-h-12 items-center justify-between gap-2 border-b border-line px-3">
          <h2 id={titleId} className="font-semibold">
            {title}
          </h2>
          <IconButton label="Close" icon={<X size={18} />} onClick={onClose} />
        </header>
        <div className="min-h-0 flex-1 overflow-auto">{children}</div>
      </div>
    </dialog>
  );
}
