import type { MemoryContext, MemorySummaries } from '../analyst/analyst.ts';

/** What a memory is about. */
export interface MemoryKey {
  readonly userId: string;
  readonly sessionId: string;
  readonly fileName: string;
}

/** What is remembered of a session's work on a file. */
export interface AgentMemory {
  readonly summaries: MemorySummaries;
  /** Oldest first. */
  readonly conversation: readonly ConversationMessage[];
  readonly variables: KeptVariables;
}

export interface ConversationMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
  /** ISO 8601. */
  readonly at: string;
  readonly runId: string;
}

/** A kernel's variables: bytes that only an engine of the same kind may read. */
export interface KeptVariables {
  readonly engine: string;
  readonly names: readonly string[];
  readonly bytes: Uint8Array;
}

export const noVariables: KeptVariables = { engine: '', names: [], bytes: new Uint8Array() };

export const emptyMemory: AgentMemory = {
  summaries: { analysis: '', visualization: '', code: '', userPreferences: '' },
  conversation: [],
  variables: noVariables,
};

const keptMessages = 100;
const keptCharacters = 20_000;
const shownMessages = 12;
const shownCharacters = 4_000;

/** A conversation that went on, cut at its older end. */
export function continueConversation(
  conversation: readonly ConversationMessage[],
  messages: readonly ConversationMessage[],
): readonly ConversationMessage[] {
  const bounded = messages.map((message) => ({ ...message, content: message.content.slice(0, keptCharacters) }));
  const runs = new Set(messages.map(({ runId }) => runId)); // a run that was taken up again says its part once
  return [...conversation.filter(({ runId }) => !runs.has(runId)), ...bounded].slice(-keptMessages);
}

/** The part of a memory that an analyst is shown. */
export function memoryContext({ summaries, conversation, variables }: AgentMemory, engine: string): MemoryContext {
  return {
    summaries,
    conversation: conversation
      .slice(-shownMessages)
      .map(({ role, content }) => ({ role, content: content.slice(0, shownCharacters) })),
    variables: variables.engine === engine ? variables.names : [],
  };
}
