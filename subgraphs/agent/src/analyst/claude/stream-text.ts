import { AppError } from '@mas/kit/errors';
import type { AnalystCall } from '../analyst.ts';
import { backOff } from './backoff.ts';
import { toAnalystError } from './claude-errors.ts';
import { callModel, type ModelAnswer, type ModelGateway, type ModelRequest } from './model-call.ts';
import { continuationMessages } from './prompts/continuation.ts';
import { throwIfRefused } from './refusal.ts';
import { TextSeam } from './text-seam.ts';

const mostContinuations = 3;

export interface StreamedText {
  readonly text: string;
  /** The length limit was reached again and again, or the context is full: the text ends too early. */
  readonly isCut: boolean;
}

/**
 * Streams one text. What broke off (a cut connection, a silence, an overload, the length limit) is taken up again where
 * it stopped, so that nothing that was streamed is streamed twice.
 * @throws AppError ANALYST_UNAVAILABLE, ANALYST_REFUSED; the signal's reason when aborted.
 */
export async function streamText(
  gateway: ModelGateway,
  request: ModelRequest,
  call: AnalystCall,
): Promise<StreamedText> {
  const seam = new TextSeam(call.onText);
  let failures = 0;
  let continuations = 0;
  let { maxTokens } = request;
  for (;;) {
    const messages = [...request.messages, ...continuationMessages(seam.text)];
    const answer = await callModel(gateway, { ...request, maxTokens, messages }, call, (text) => seam.write(text));
    seam.close();
    throwIfRefused(answer);
    if (answer.stop === 'broken') {
      failures += 1;
      if (failures > gateway.settings.maxRetries) throw giveUp(gateway, request, answer);
      await backOff(failures, call.signal);
    } else if (answer.stop === 'max_tokens') {
      continuations += 1;
      if (continuations > mostContinuations) return finish(seam, true);
      if (answer.text === '') maxTokens *= 2;
    } else {
      return finish(seam, answer.stop === 'model_context_window_exceeded');
    }
  }
}

function finish({ text }: TextSeam, isCut: boolean): StreamedText {
  if (text.trim() === '') {
    throw new AppError('ANALYST_UNAVAILABLE', 'Claude gave an empty answer. Ask again, or in other words.');
  }
  return { text, isCut };
}

function giveUp({ settings }: ModelGateway, { model }: ModelRequest, { error }: ModelAnswer): AppError {
  return toAnalystError(error, { ...settings, model });
}
