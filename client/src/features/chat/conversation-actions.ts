import { createContext, useContext } from 'react';
import type { ConversationRun } from './history/run-fragment.ts';

/** What every part of a conversation may do. */
export interface ConversationActions {
  readonly ask: (question: string) => void;
  readonly stop: (runId: string) => Promise<void>;
  readonly rerun: (runId: string, subtask: number, source: string) => Promise<boolean>;
  /** Brings a run of the session to sight. */
  readonly goTo: (runId: string) => void;
  /** A run that is known better now. */
  readonly update: (run: ConversationRun) => void;
}

export const ConversationActionsContext = createContext<ConversationActions | undefined>(undefined);

export function useConversationActions(): ConversationActions {
  const actions = useContext(ConversationActionsContext);
  if (actions === undefined) throw new Error('A part of a conversation stands outside of one.');
  return actions;
}
