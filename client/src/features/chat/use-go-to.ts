import { useCallback } from 'react';
import { placesOf } from './search/places-of.ts';
import type { SessionHistory } from './history/create-session-history.ts';

/** Brings a run, or the first place of a text in it, to sight and gives it the focus, fetching what lies between if need be. */
export function useGoTo(history: SessionHistory): (runId: string, text?: string) => void {
  return useCallback(
    (runId, text) => {
      const isThere = history.store.get().history?.runs.some(({ id }) => id === runId) ?? false;
      if (isThere) show(runId, text);
      else void history.loadAll().then(() => requestAnimationFrame(() => show(runId, text)));
    },
    [history],
  );
}

/** What is looked for comes so far below the upper edge. */
const marginPx = 72;

/** Only the conversation is scrolled, never the page around it. Whoever types, in the search for example, keeps the focus. */
function show(runId: string, text = ''): void {
  const run = document.querySelector<HTMLElement>(`[data-run="${CSS.escape(runId)}"]`);
  const scroller = run?.closest('[data-scroll-root]');
  if (run == null || scroller == null) return;
  const target = placesOf(run, text)[0] ?? run;
  scroller.scrollTop += target.getBoundingClientRect().top - scroller.getBoundingClientRect().top - marginPx;
  if (!(document.activeElement instanceof HTMLInputElement)) run.focus({ preventScroll: true });
}
