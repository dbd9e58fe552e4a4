import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** So near to the end counts as there. */
const slackPx = 64;

export interface ScrollFollow {
  /** The element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The element in it that grows. */
  readonly content: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  readonly toEnd: () => void;
}

/**
 * Stays at the end of what grows, but only while the reader is there: whoever scrolls up is left alone.
 * @param firstKey what stands first; when another thing comes before it, what is read stays where it is.
 */
export function useScrollFollow(firstKey: string | undefined): ScrollFollow {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const height = useRef(0);
  const [isAtEnd, setIsAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    isFollowing.current = true;
    setIsAtEnd(true);
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, []);

  useEffect(() => {
    const [outer, inner] = [scroller.current, content.current];
    if (outer === null || inner === null) return undefined;
    let lastTop = outer.scrollTop;
    const scrolled = (): void => {
      const isThere = outer.scrollHeight - outer.scrollTop - outer.clientHeight < slackPx;
      if (isThere) isFollowing.current = true;
      // Content that shrinks and grows again, a chart that takes its skeleton's place, moves too: that is no reader.
      else if (outer.scrollTop < lastTop && outer.scrollHeight === height.current) isFollowing.current = false;
      lastTop = outer.scrollTop;
      setIsAtEnd(isThere || isFollowing.current);
    };
    const resized = new ResizeObserver(() => {
      height.current = outer.scrollHeight;
      if (isFollowing.current) outer.scrollTop = outer.scrollHeight;
      lastTop = outer.scrollTop; // what content that shrank moved is not the reader's doing
    });
    outer.addEventListener('scroll', scrolled, { passive: true });
    resized.observe(inner);
    resized.observe(outer);
    return () => {
      outer.removeEventListener('scroll', scrolled);
      resized.disconnect();
    };
  }, []);

  useLayoutEffect(() => {
    const outer = scroller.current;
    if (outer === null) return;
    if (!isFollowing.current) outer.scrollTop += outer.scrollHeight - height.current;
    height.current = outer.scrollHeight;
  }, [firstKey]);

  return { scroller, content, isAtEnd, toEnd };
}
