import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from '../lib/store.ts';
import { openModals } from './use-modal.ts';

/** Before everything else: in the foremost modal dialog while there is one, because nothing outside of it is seen or touched. */
export function Front({ children }: { readonly children: ReactNode }) {
  const modal = useStore(openModals).at(-1);
  return createPortal(children, modal ?? document.body);
}
