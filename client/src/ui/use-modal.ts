import { useLayoutEffect, type DialogHTMLAttributes, type RefObject } from 'react';
import { firstFocusable } from '../lib/focusable.ts';
import { createStore } from '../lib/store.ts';

/** Those that are open, the foremost last: nothing outside of it can be seen or touched. */
export const openModals = createStore<readonly HTMLDialogElement[]>([]);

type ModalProps = Pick<DialogHTMLAttributes<HTMLDialogElement>, 'onClose' | 'onClick'>;

/**
 * Opens the browser's own modal dialog as long as it is on the page: it keeps the focus, makes the page behind inert, closes
 * with Escape and on its backdrop, and gives the focus back to what had it before.
 * @param first what is to have the focus of what is in it, rather than the first thing.
 */
export function useModal(
  ref: RefObject<HTMLDialogElement | null>,
  onClose: () => void,
  first?: RefObject<Element | null>,
): ModalProps {
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return undefined;
    dialog.showModal();
    if (first?.current != null) firstFocusable(first.current)?.focus();
    openModals.set([...openModals.get(), dialog]);
    return () => {
      openModals.set(openModals.get().filter((each) => each !== dialog));
      dialog.close(); // what is removed without being closed does not give the focus back
    };
  }, [ref, first]);
  return {
    onClose: () => {
      if (ref.current?.open !== true) onClose();
    },
    onClick: (event) => {
      if (event.target === ref.current) onClose(); // the backdrop belongs to the element itself
    },
  };
}
