import { createStore } from '../../lib/store.ts';

/** Sessions that are gone from the list and not yet from the server: there is still time to undo. */
export const pendingDeletions = createStore<ReadonlySet<string>>(new Set());

export function hide(id: string): void {
  pendingDeletions.set(new Set([...pendingDeletions.get(), id]));
}

export function unhide(id: string): void {
  pendingDeletions.set(new Set([...pendingDeletions.get()].filter((each) => each !== id)));
}
