import { useEffect } from 'react';
import { takeUp, toasts } from '../lib/toasts.ts';

/** Ctrl or Cmd with Z takes back what the newest toast says: its button would be gone before one is there by Tab. */
export function useUndoKey(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const toast = toasts.get().findLast(({ action }) => action?.isUndo);
      const isUndo =
        event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (toast === undefined || !isUndo || event.defaultPrevented || isField(event.target)) return;
      event.preventDefault();
      takeUp(toast);
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

/** What is typed has an undo of its own. */
function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'));
}
