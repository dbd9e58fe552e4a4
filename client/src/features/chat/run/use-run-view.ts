import { useEffect, useRef, type RefObject } from 'react';
import { announce } from '../../../lib/announce.ts';
import type { AppError } from '../../../lib/app-error.ts';
import { useOnce } from '../../../lib/use-once.ts';
import { useConversationActions } from '../conversation-actions.ts';
import { isUnderWay, type RunState } from '../events/run-state.ts';
import { useRunEvents } from '../events/use-run-events.ts';
import type { ConversationRun } from '../history/run-fragment.ts';
import { useNear } from '../use-near.ts';
import { RunDetails } from './run-details.ts';
import { endedRun, storedView, type RunView } from './run-view.ts';

export interface ShownRun {
  readonly view: RunView;
  /** Present when the run is or was followed here. */
  readonly live: RunState | undefined;
  readonly isConnected: boolean;
  /** Whether it is, or has been, close enough to be drawn in full. */
  readonly isNear: boolean;
  readonly error: AppError | undefined;
  readonly retry: () => void;
}

/** A run as it is to be shown: followed while it is under way, otherwise from what is stored. */
export function useRunView(run: ConversationRun, element: RefObject<Element | null>): ShownRun {
  const { update } = useConversationActions();
  const isFollowed = isUnderWay(run);
  const { state, isConnected, error } = useRunEvents(run.id, isFollowed);
  const isLive = isFollowed || state.seq > 0;
  const isNear = useNear(element) || isLive;
  const details = useOnce(RunDetails, run.id, isNear && !isLive);

  const isEnded = isFollowed && !isUnderWay(state);
  useEffect(() => {
    if (isEnded) update(endedRun(run, state));
  }, [isEnded, run, state, update]);
  useAnnouncements(state, isFollowed);

  return {
    view: isLive ? state : storedView(run, details.data?.run),
    live: isLive ? state : undefined,
    isConnected,
    isNear,
    error: error ?? details.error,
    retry: details.retry,
  };
}

const endings: Readonly<Partial<Record<RunState['status'], string>>> = {
  SUCCEEDED: 'Answer ready.',
  FAILED: 'The run failed.',
  CANCELLED: 'The run was stopped.',
  INTERRUPTED: 'The run was interrupted.',
};
const announcedSteps: ReadonlySet<string> = new Set(['code_generation', 'report']);

/** Few words, and only for what happens now: steps that a replay tells are old when a later one has come with them. */
function useAnnouncements({ status, steps }: RunState, isFollowed: boolean): void {
  const step = steps.at(-1);
  const label = step !== undefined && announcedSteps.has(step.step) ? step.label : undefined;
  const ending = endings[status];
  const said = useRef<string>(undefined);
  useEffect(() => {
    const text = ending ?? label;
    if (!isFollowed || text === undefined || text === said.current) return;
    said.current = text;
    announce(text);
  }, [isFollowed, ending, label]);
}
