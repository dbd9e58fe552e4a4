import type { Analyst } from '../../src/analyst/analyst.ts';
import { createClaudeAnalyst } from '../../src/analyst/claude/claude-analyst.ts';
import type { ClaudeConfig } from '../../src/analyst/claude/claude-config.ts';
import { startMessagesApi, type MessagesApi, type MessagesApiOptions } from '../messages-api/messages-api-server.ts';
import type { MessagesReply } from '../messages-api/messages-reply.ts';
import { apiKey, recordLog } from './claude-fixtures.ts';

export interface AnalystWithApi extends AsyncDisposable {
  readonly analyst: Analyst;
  readonly api: MessagesApi;
  readonly logLines: readonly string[];
}

/** The analyst before a local server that gives these replies, the last one again and again. */
export async function startAnalyst(
  replies: readonly MessagesReply[] | MessagesApiOptions['onRequest'],
  config: Partial<ClaudeConfig> = {},
): Promise<AnalystWithApi> {
  const onRequest = typeof replies === 'function' ? replies : ({ index }: { index: number }) => replyAt(replies, index);
  const api = await startMessagesApi({ apiKey, onRequest });
  const { logger, lines } = recordLog();
  const analyst = createClaudeAnalyst({ apiKey, baseUrl: api.url, logger, ...config });
  return { analyst, api, logLines: lines, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
}

function replyAt(replies: readonly MessagesReply[], index: number): MessagesReply {
  const reply = replies[Math.min(index, replies.length - 1)];
  if (!reply) throw new Error('a server needs at least one reply');
  return reply;
}
