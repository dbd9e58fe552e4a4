import { AppError } from '@mas/kit/errors';
import type { AnalystCall } from '../analyst.ts';
import type { SandboxDescription } from '../../sandbox/sandbox.ts';
import { CodeBlockReader } from './code-block.ts';
import type { ModelGateway, ModelRequest } from './model-call.ts';
import { streamText } from './stream-text.ts';

/**
 * Code alone: what the model says around it is neither streamed nor returned.
 * @throws AppError ANALYST_UNAVAILABLE when there is no code, or only the beginning of it: half of a program must not
 *   run.
 */
export async function writeCode(
  gateway: ModelGateway,
  request: ModelRequest,
  language: SandboxDescription['language'],
  call: AnalystCall,
): Promise<string> {
  const block = new CodeBlockReader(language, call.onText);
  const { isCut } = await streamText(gateway, request, { ...call, onText: (text) => block.write(text) });
  const code = block.finish();
  if (isCut && block.isOpen) {
    throw new AppError('ANALYST_UNAVAILABLE', 'The code grew past the length limit. Ask for less at once.');
  }
  if (code.trim() === '')
    throw new AppError('ANALYST_UNAVAILABLE', 'Claude wrote no code. Ask again, or in other words.');
  return code;
}
