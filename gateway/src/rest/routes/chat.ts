import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { readOperation } from '../operation.ts';
import { defineRoute, type Route } from '../route.ts';
import * as schemas from '../schemas/chat.ts';
import { detailSchema } from '../schemas/detail.ts';
import { createChatHistory } from '../stream/chat-history.ts';
import { createChatStream } from '../stream/chat-stream.ts';

const tag = 'Chat';

export function createChatRoutes(): readonly Route[] {
  return [stream(), history(), save()];
}

function stream(): Route {
  const chat = createChatStream();
  return defineRoute({
    method: 'GET',
    path: '/chat/stream',
    tag,
    summary: 'Ask a question about the active file and stream the answer',
    description:
      '`text` and `image` (a bare base64 PNG) are the whole answer; `status`, `code`, `output`, `chart`, `table`, `usage`, ' +
      '`error`, `ping` and the last one, `done`, are for clients that know them. Going away cancels the run. With ' +
      '`Accept: text/event-stream; profile=resume` each frame has an `id:` line, going away leaves the run alone, and the ' +
      'same request with `Last-Event-ID` goes on behind that frame.',
    request: z.object({ query: schemas.question }),
    answer: {
      description: 'The frames of the answer, as they come.',
      contentType: 'text/event-stream',
      schema: schemas.eventStream,
      example: 'data: {"type": "text", "data": "The mean is **4,201.75**."}\n\n',
    },
    errors: [404, 422, 429],
    argumentPlaces: { question: ['query', 'question'] },
    async handle(call) {
      const { question } = call.input.query;
      const lastEventId = call.request.headers['last-event-id'];
      if (typeof lastEventId === 'string' && lastEventId !== '') await chat.resume(call, lastEventId);
      else if (wantsResume(call.request)) await chat.askResumable(call, question);
      else await chat.ask(call, question);
    },
  });
}

function wantsResume({ headers }: IncomingMessage): boolean {
  return /text\/event-stream\s*;[^,]*\bprofile="?resume\b/i.test(headers.accept ?? '');
}

function history(): Route {
  const chat = createChatHistory();
  return defineRoute({
    method: 'GET',
    path: '/chat/history',
    tag,
    summary: 'Get the conversation about the active file',
    request: z.object({ query: schemas.historyFormat }),
    answer: {
      description: 'The questions with their answers, oldest first; empty when there are none.',
      schema: schemas.history,
      example: [
        { question: 'What is the mean?', answer: ['data: {"type": "text", "data": "The mean is **4,201.75**."}\n\n'] },
      ],
    },
    errors: [404, 422],
    handle({ input, graph }) {
      return input.query.format === 'messages' ? chat.messages(graph) : chat.frames(graph);
    },
  });
}

function save(): Route {
  const operation = readOperation('save-memory', z.object({ saveMemory: z.literal(true) }));
  const done = { detail: 'Conversation memory saved successfully' };
  return defineRoute({
    method: 'POST',
    path: '/chat/save',
    tag,
    summary: 'Write the conversation memory to the database',
    request: z.object({}),
    answer: {
      description: 'What the cache held is in PostgreSQL.',
      schema: detailSchema(done.detail),
      example: done,
    },
    errors: [404],
    async handle({ graph }) {
      await graph.run(operation);
      return done;
    },
  });
}
