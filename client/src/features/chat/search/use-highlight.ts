import { useEffect, type RefObject } from 'react';
import { placesOf } from './places-of.ts';

const name = 'conversation-search';
/** Text that streams in is looked through now and then. */
const delayMs = 250;

/** Marks every place of a text below an element, as it is and as it changes; nothing in browsers without such marks. */
export function useHighlight(root: RefObject<Element | null>, text: string): void {
  useEffect(() => {
    const element = root.current;
    if (element === null || text.trim() === '' || typeof Highlight === 'undefined') return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const mark = (): void => {
      timer = undefined;
      CSS.highlights.set(name, new Highlight(...placesOf(element, text)));
    };
    const observer = new MutationObserver(() => {
      timer ??= setTimeout(mark, delayMs);
    });
    observer.observe(element, { childList: true, subtree: true, characterData: true });
    mark();
    return () => {
      observer.disconnect();
      clearTimeout(timer);
      CSS.highlights.delete(name);
    };
  }, [root, text]);
}
