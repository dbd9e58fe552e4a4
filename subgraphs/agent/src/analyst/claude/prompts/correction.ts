import type { TextMessage } from '../model-call.ts';

/** Sends an answer back that did not fit its schema. */
export function correctionMessages(answer: string, problem: string): readonly TextMessage[] {
  const request: TextMessage = {
    role: 'user',
    content: `That answer cannot be used. ${problem.slice(0, 2000)}
Answer again, with JSON that fits the schema and nothing else.`,
  };
  return answer.trim() === '' ? [request] : [{ role: 'assistant', content: answer }, request];
}
