import { useEffect, useState, type RefObject } from 'react';

/**
 * Gives what brings the focus to the first field that is wrong, to be called with the update that says so: the focus moves once
 * the error is on the page, so that its text is read with the field.
 */
export function useErrorFocus(form: RefObject<HTMLFormElement | null>): () => void {
  const [calls, setCalls] = useState(0);
  useEffect(() => {
    if (calls > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form, calls]);
  return () => setCalls((count) => count + 1);
}
