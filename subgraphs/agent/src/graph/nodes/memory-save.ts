import { toError } from '@mas/kit/errors';
import type { ExchangeSummary } from '../../analyst/analyst.ts';
import type { ConversationMessage } from '../../memory/agent-memory.ts';
import { cleanFollowUps } from '../follow-ups.ts';
import { analystCall, questionContext } from '../question-context.ts';
import type { RunScope } from '../run-scope.ts';
import type { StepWork } from '../run-step.ts';
import type { RunState } from '../state.ts';

/**
 * Remembers the exchange, what it says of the work and of the person, and the kernel's variables. What could be asked next
 * comes with it: that takes no time of its own.
 */
export const memorySave: StepWork = async (state, run) => {
  const [summary, variables] = await Promise.all([summarize(state, run), run.kernel.savedVariables()]);
  await run.memory.remember(run.memoryKey, {
    messages: messagesOf(state, run),
    ...(summary && { summaries: summariesOf(summary) }),
    ...(variables && { variables }),
  });
  const earlier = state.memory.conversation.filter(({ role }) => role === 'user').map(({ content }) => content);
  return { followUps: cleanFollowUps(summary?.followUps ?? [], [run.question, ...earlier]) };
};

/** The answer is written by now: it does not fail because its summary does. */
async function summarize(state: RunState, run: RunScope): Promise<ExchangeSummary | undefined> {
  const { answer: report, results } = state;
  try {
    return await run.analyst.summarize(questionContext(state, run), { report, results }, analystCall(run));
  } catch (error) {
    run.signal.throwIfAborted();
    run.logger.warn({ runId: run.runId, error: toError(error).message }, 'the exchange could not be summarized');
    return undefined;
  }
}

function summariesOf({ followUps: _followUps, ...summaries }: ExchangeSummary) {
  return summaries;
}

function messagesOf({ answer }: RunState, { question, askedAt, runId }: RunScope): readonly ConversationMessage[] {
  return [
    { role: 'user', content: question, at: askedAt.toISOString(), runId },
    { role: 'assistant', content: answer, at: new Date().toISOString(), runId },
  ];
}
