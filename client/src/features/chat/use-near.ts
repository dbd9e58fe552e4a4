import { useEffect, useState, type RefObject } from 'react';

/** Marks the element in whose scrolling things come near. */
export const scrollRoot = { 'data-scroll-root': '' } as const;

/** Whether an element has ever been about a screen's height away from being seen. */
export function useNear(ref: RefObject<Element | null>): boolean {
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null || isNear) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setIsNear(true);
      },
      { root: element.closest('[data-scroll-root]'), rootMargin: '100% 0px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, isNear]);
  return isNear;
}
