import { announce } from './announce.ts';
import { createStore } from './store.ts';

export interface ToastAction {
  readonly label: string;
  /** Takes something back: Ctrl or Cmd with Z does it too. */
  readonly isUndo?: true;
  readonly run: () => void;
}

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'neutral' | 'danger';
  /** For example Undo; the toast goes when it is used. */
  readonly action?: ToastAction;
}

export const toasts = createStore<readonly Toast[]>([]);
let nextId = 1;

/** Shows a sentence for some seconds, longer when there is something to do. Gives what takes it away. */
export function showToast(toast: Omit<Toast, 'id' | 'tone'> & { tone?: Toast['tone']; ms?: number }): () => void {
  const { ms = toast.action === undefined ? 5_000 : 8_000, tone = 'neutral', ...rest } = toast;
  const id = nextId++;
  const dismiss = (): void => toasts.set(toasts.get().filter((each) => each.id !== id));
  toasts.set([...toasts.get(), { ...rest, tone, id }]);
  announce(toast.text);
  setTimeout(dismiss, ms);
  return dismiss;
}

/** Does what a toast offers, which is its end. */
export function takeUp({ id, action }: Toast): void {
  toasts.set(toasts.get().filter((each) => each.id !== id));
  action?.run();
}
