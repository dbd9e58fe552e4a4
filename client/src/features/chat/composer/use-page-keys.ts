import { useEffect, useRef } from 'react';

interface PageKeys {
  /** `/`, outside of every field. */
  readonly onSlash: () => void;
  /** Escape, where it closes nothing else. Gives whether there was something to do. */
  readonly onEscape: () => void;
}

/** Keys that work wherever the focus is. */
export function usePageKeys(keys: PageKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]') !== null) return;
      const target = event.composedPath()[0] ?? null; // within the code editor's shadow tree too
      if (event.key === 'Escape' && !isOtherField(target)) latest.current.onEscape();
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isField(target)) return;
      event.preventDefault();
      latest.current.onSlash();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=radio]), textarea, select'))
  );
}

/** Escape in another field than the question's means that field. */
function isOtherField(target: EventTarget | null): boolean {
  return isField(target) && target instanceof HTMLElement && target.closest('[data-composer]') === null;
}
