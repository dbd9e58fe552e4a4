import { createStore } from './store.ts';

/** The page's one polite status line: what assistive technology says, now and then, instead of every token. */
export const announcement = createStore('');

export function announce(text: string): void {
  announcement.set(text);
}
