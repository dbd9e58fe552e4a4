import { randomUUID } from 'node:crypto';
import type { MessageReply, ReplyUsage } from './messages-reply.ts';

export interface MessageFacts {
  readonly model: string;
  readonly reply: MessageReply;
  readonly usage: ReplyUsage;
}

/**
 * A whole message as API version 2026-10-21 gives it: fields without a value are null, not absent.
 * Source: `Message` in @anthropic-ai/sdk 1.12.0, resources/messages/messages.d.ts
 */
export function messageBody({ model, reply, usage }: MessageFacts) {
  return {
    id: `msg_${randomUUID().replaceAll('-', '')}`,
    type: 'message',
    role: 'assistant',
    model,
    container: null,
    diagnostics: null,
    content: reply.text === '' ? [] : [textBlock(reply.text)],
    stop_reason: reply.stopReason as string | null,
    stop_sequence: null,
    stop_details: stopDetails(reply),
    usage: messageUsage(usage),
  };
}

export function textBlock(text: string) {
  return { type: 'text', text, citations: null };
}

export function stopDetails({ refusal }: MessageReply) {
  return refusal ? { type: 'refusal', ...refusal } : null;
}

function messageUsage(usage: ReplyUsage) {
  return {
    ...usage,
    cache_creation: {
      ephemeral_5m_input_tokens: usage.cache_creation_input_tokens,
      ephemeral_1h_input_tokens: 0,
    },
    inference_geo: 'not_available',
    output_tokens_details: { thinking_tokens: 0 },
    server_tool_use: null,
    service_tier: 'standard',
    speed: 'standard',
  };
}

export function errorBody(type: string, message: string, requestId: string) {
  return { type: 'error', error: { type, message, details: null }, request_id: requestId };
}
