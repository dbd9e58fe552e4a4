import { useEffect, useRef, useState } from 'react';

/** Files dropped anywhere on the page. Tells whether some are being dragged over it. */
export function usePageDrop(onDrop: (files: readonly File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  });
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    let depth = 0; // every element under the pointer has its own enter and leave
    const over = (change: number): void => {
      depth = Math.max(0, depth + change);
      setIsOver(depth > 0);
    };
    addEventListener('dragenter', (event) => hasFiles(event) && over(1), { signal });
    addEventListener('dragleave', (event) => hasFiles(event) && over(-1), { signal });
    addEventListener('dragover', (event) => hasFiles(event) && event.preventDefault(), { signal });
    addEventListener(
      'drop',
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        over(-depth);
        latest.current([...(event.dataTransfer?.files ?? [])]);
      },
      { signal },
    );
    return () => abort.abort();
  }, []);
  return isOver;
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
