import { ShownReport } from '@mas/kit/shown-report';
import { z } from 'zod';
import type { Variables } from '../../executor/operation-request.ts';
import type { GraphClient } from '../graph-client.ts';
import { readOperation } from '../operation.ts';
import { noActiveFile, noActiveSession } from '../routes/missing.ts';
import { instant } from '../schemas/timestamp.ts';
import { encodeFrame } from './frame.ts';
import { framesOfEvent } from './frames-of-event.ts';
import { runEvent, type RunEvent } from './run-event.ts';

export interface ChatHistory {
  /** Each question with its frames, exactly as they were streamed. */
  frames(graph: GraphClient): Promise<readonly AnsweredQuestion[]>;
  messages(graph: GraphClient): Promise<readonly ChatMessage[]>;
}

export interface AnsweredQuestion {
  readonly question: string;
  readonly answer: readonly string[];
}

export interface ChatMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
  readonly timestamp: string;
}

/** The conversation about the active session's active file. */
export function createChatHistory(): ChatHistory {
  const run = z.object({ id: z.string(), lastSeq: z.int(), events: z.array(runEvent) });
  const turn = z.object({ question: z.string(), run });
  const message = z.object({
    question: z.string(),
    answer: z.string(),
    askedAt: instant,
    answeredAt: instant.nullable(),
  });
  const activeChat = readActiveChat();
  const history = readOperation('chat-history', conversationOf(turn), ['run-event-fields']);
  const messages = readOperation('chat-messages', conversationOf(message));
  const more = readOperation('run-events', z.object({ run: z.object({ events: z.array(runEvent) }) }), [
    'run-event-fields',
  ]);

  /** A run has rarely more events than come with its turn. */
  const allEvents = async (
    graph: GraphClient,
    { id, lastSeq, events }: z.output<typeof run>,
  ): Promise<readonly RunEvent[]> => {
    const all = [...events];
    for (let after = all.at(-1)?.seq ?? 0; after < lastSeq; after = all.at(-1)?.seq ?? lastSeq) {
      const page = await graph.run(more, { runId: id, after });
      if (page.run.events.length === 0) break;
      all.push(...page.run.events);
    }
    return all;
  };

  return {
    async frames(graph) {
      const turns = (await graph.run(history, await activeChat(graph))).session.conversation;
      const answers: AnsweredQuestion[] = [];
      for (const { question, run } of turns) {
        const events = await allEvents(graph, run);
        const report = new ShownReport();
        const answer = events.flatMap((event) => framesOfEvent(run.id, event, report).map(encodeFrame));
        answers.push({ question, answer });
      }
      return answers;
    },
    async messages(graph) {
      const turns = (await graph.run(messages, await activeChat(graph))).session.conversation;
      return turns.flatMap(({ question, answer, askedAt, answeredAt }): ChatMessage[] => [
        { role: 'user', content: question, timestamp: askedAt },
        { role: 'assistant', content: answer, timestamp: answeredAt ?? askedAt },
      ]);
    },
  };
}

function conversationOf<Turn extends z.ZodType>(turn: Turn) {
  return z.object({ session: z.object({ conversation: z.array(turn) }) });
}

/** The graph takes a file's id as an argument, which an operation cannot have of itself: this one asks for it. */
function readActiveChat(): (graph: GraphClient) => Promise<Variables> {
  const activeSession = z.object({ id: z.string(), activeFile: z.object({ id: z.string() }).nullable() }).nullable();
  const operation = readOperation('active-chat', z.object({ me: z.object({ activeSession }) }));
  return async (graph) => {
    const { activeSession: session } = (await graph.run(operation)).me;
    if (session === null) throw noActiveSession();
    if (session.activeFile === null) throw noActiveFile();
    return { sessionId: session.id, fileId: session.activeFile.id };
  };
}
