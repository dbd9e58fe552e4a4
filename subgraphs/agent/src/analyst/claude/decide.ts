import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { AppError } from '@mas/kit/errors';
import type { z } from 'zod';
import type { AnalystCall } from '../analyst.ts';
import { backOff } from './backoff.ts';
import { toAnalystError } from './claude-errors.ts';
import { callModel, type ModelAnswer, type ModelGateway, type ModelRequest } from './model-call.ts';
import { correctionMessages } from './prompts/correction.ts';
import { throwIfRefused } from './refusal.ts';

/**
 * A decision: JSON that the API holds to the schema and zod checks again. An answer that does not fit is sent back
 * once, with what is wrong with it.
 * @throws AppError ANALYST_UNAVAILABLE, ANALYST_REFUSED; the signal's reason when aborted.
 */
export async function decide<Schema extends z.ZodType>(
  gateway: ModelGateway,
  request: Omit<ModelRequest, 'schema'>,
  schema: Schema,
  call: AnalystCall,
): Promise<z.infer<Schema>> {
  const format = zodOutputFormat(schema);
  const parse = (text: string): z.infer<Schema> => format.parse(text);
  const asked: ModelRequest = { ...request, schema: format.schema };
  const answer = await ask(gateway, asked, call);
  const checked = check(parse, answer);
  if (checked.ok) return checked.value;
  gateway.settings.logger.warn({ model: request.model }, 'a decision did not fit its schema');
  const second = await ask(gateway, corrected(asked, answer, checked.problem), call);
  const checkedAgain = check(parse, second);
  if (checkedAgain.ok) return checkedAgain.value;
  throw new AppError('ANALYST_UNAVAILABLE', 'Claude gave an answer that cannot be used, twice. Ask again.');
}

type Checked<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: string };

function check<Value>(parse: (text: string) => Value, answer: ModelAnswer): Checked<Value> {
  if (answer.stop === 'max_tokens') return { ok: false, problem: 'It was cut off at the length limit. Be shorter.' };
  try {
    return { ok: true, value: parse(answer.text) };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

function corrected(request: ModelRequest, answer: ModelAnswer, problem: string): ModelRequest {
  const messages = [...request.messages, ...correctionMessages(answer.text, problem)];
  const maxTokens = answer.stop === 'max_tokens' ? request.maxTokens * 2 : request.maxTokens;
  return { ...request, messages, maxTokens };
}

/** A broken stream is asked for again from the start: nobody has seen any of it. */
async function ask(gateway: ModelGateway, request: ModelRequest, call: AnalystCall): Promise<ModelAnswer> {
  for (let failures = 1; ; failures++) {
    const answer = await callModel(gateway, request, call);
    throwIfRefused(answer);
    if (answer.stop !== 'broken') return answer;
    if (failures > gateway.settings.maxRetries) {
      throw toAnalystError(answer.error, { ...gateway.settings, model: request.model });
    }
    await backOff(failures, call.signal);
  }
}
