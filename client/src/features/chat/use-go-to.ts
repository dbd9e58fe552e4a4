import { useCallback, useEffect, useState } from 'react';
import { placesOf } from './search/places-of.ts';
import type { SessionHistory } from './history/create-session-history.ts';

interface Goal {
  readonly runId: string;
  readonly text?: string | undefined;
}

/** Brings a run, or the first place of a text in it, to sight and gives it the focus, fetching what lies between if need be. */
export function useGoTo(history: SessionHistory): (runId: string, text?: string) => void {
  const [goal, setGoal] = useState<Goal>();
  useEffect(() => {
    if (goal !== undefined) show(goal); // once what was fetched is on the page
  }, [goal]);
  return useCallback(
    (runId, text) => {
      const isThere = history.store.get().history?.runs.some(({ id }) => id === runId) ?? false;
      if (isThere) setGoal({ runId, text });
      else void history.loadAll().then(() => setGoal({ runId, text }));
    },
    [history],
  );
}

/** What is looked for comes so far below the upper edge. */
const marginPx = 72;

/** Only the conversation is scrolled, never the page around it. Whoever types, in the search for example, keeps the focus. */
function show({ runId, text = '' }: Goal): void {
  const run = document.querySelector<HTMLElement>(`[data-run="${CSS.escape(runId)}"]`);
  const scroller = run?.closest('[data-scroll-root]');
  if (run == null || scroller == null) return;
  const target = placesOf(run, text)[0] ?? run;
  scroller.scrollTop += target.getBoundingClientRect().top - scroller.getBoundingClientRect().top - marginPx;
  if (!(document.activeElement instanceof HTMLInputElement)) run.focus({ preventScroll: true });
}
