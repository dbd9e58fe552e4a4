import { errorBody, messageBody, stopDetails, textBlock, type MessageFacts } from './message-body.ts';

/** One step of a stream: a frame to write, or what happens to the connection instead of the next frame. */
export type StreamStep =
  | { readonly do: 'write'; readonly frame: string; readonly isDelta?: boolean }
  | { readonly do: 'stall' }
  | { readonly do: 'cut' }
  | { readonly do: 'end' };

/**
 * A message as server-sent events.
 * Source: https://platform.claude.com/docs/en/build-with-claude/streaming ("Event types")
 */
export function* streamSteps(facts: MessageFacts, requestId: string): Generator<StreamStep> {
  const { reply, usage } = facts;
  const message = messageBody(facts);
  const start = { ...message, content: [], stop_reason: null, stop_details: null };
  yield frame('message_start', { message: { ...start, usage: { ...message.usage, output_tokens: 1 } } });
  let index = 0;
  if (reply.delivery.hasThinking) yield* thinkingBlock(index++);
  if (reply.text !== '') yield* textBlockSteps(facts, index, requestId);
  yield frame('message_delta', {
    delta: { container: null, stop_reason: reply.stopReason, stop_sequence: null, stop_details: stopDetails(reply) },
    usage: {
      output_tokens: usage.output_tokens,
      input_tokens: null,
      cache_creation_input_tokens: null,
      cache_read_input_tokens: null,
      output_tokens_details: null,
      server_tool_use: null,
    },
  });
  yield frame('message_stop', {});
}

function* thinkingBlock(index: number): Generator<StreamStep> {
  yield frame('content_block_start', { index, content_block: { type: 'thinking', thinking: '', signature: '' } });
  yield frame('ping', {});
  yield frame('content_block_delta', { index, delta: { type: 'signature_delta', signature: 'c2lnbmF0dXJl' } });
  yield frame('content_block_stop', { index });
}

function* textBlockSteps({ reply }: MessageFacts, index: number, requestId: string): Generator<StreamStep> {
  const { deltaCharacters = 24, stallAfter, cutAfter, endAfter, errorAfter } = reply.delivery;
  yield frame('content_block_start', { index, content_block: textBlock('') });
  yield frame('ping', {});
  const characters = Array.from(reply.text);
  for (let sent = 0, deltas = 0; ; deltas++) {
    if (deltas === stallAfter) yield { do: 'stall' };
    if (deltas === cutAfter) yield { do: 'cut' };
    if (deltas === endAfter) yield { do: 'end' };
    if (deltas === errorAfter?.deltas) {
      yield sse('error', errorBody(errorAfter.type, errorAfter.message, requestId));
      yield { do: 'end' };
    }
    if (sent >= characters.length) break;
    const text = characters.slice(sent, sent + deltaCharacters).join('');
    sent += deltaCharacters;
    yield { ...frame('content_block_delta', { index, delta: { type: 'text_delta', text } }), isDelta: true };
  }
  yield frame('content_block_stop', { index });
}

function frame(type: string, fields: object) {
  return sse(type, { type, ...fields });
}

function sse(event: string, data: object) {
  return { do: 'write', frame: `event: ${event}\ndata: ${JSON.stringify(data)}\n\n` } as const;
}
