import type Anthropic from '@anthropic-ai/sdk';
import type {
  MessageCreateParamsBase,
  MessageStreamEvent,
  RefusalStopDetails,
  StopReason,
  TextBlockParam,
} from '@anthropic-ai/sdk/resources/messages';
import type { AnalystCall } from '../analyst.ts';
import { isBrokenStream, toAnalystError } from './claude-errors.ts';
import type { ClaudeSettings } from './claude-config.ts';
import { supportsEffort, type Effort } from './models.ts';
import { usageOf, type TokenCounts } from './usage.ts';

export interface ModelRequest {
  readonly model: string;
  readonly effort: Effort;
  /** Thinking counts towards it. */
  readonly maxTokens: number;
  readonly system: readonly TextBlockParam[];
  readonly messages: readonly TextMessage[];
  /** A JSON schema that the answer is held to. */
  readonly schema?: Record<string, unknown>;
}

export interface TextMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

export interface ModelAnswer {
  readonly text: string;
  /** `broken`: the stream broke off for a passing reason, given as `error`. */
  readonly stop: StopReason | 'broken';
  readonly refusal?: RefusalStopDetails | null;
  readonly error?: unknown;
}

export interface ModelGateway {
  readonly client: Anthropic;
  readonly settings: ClaudeSettings;
}

/**
 * One request to the model. Its usage is reported whatever becomes of it, so far as the stream told it.
 * @throws AppError ANALYST_UNAVAILABLE when no answer began; the signal's reason when aborted, the connection closed.
 */
export async function callModel(
  { client, settings }: ModelGateway,
  request: ModelRequest,
  call: Pick<AnalystCall, 'signal' | 'onUsage'>,
  onText?: (text: string) => void,
): Promise<ModelAnswer> {
  call.signal.throwIfAborted();
  const answer = new AnswerReader();
  try {
    const stream = client.messages.stream(toParams(request), { signal: call.signal });
    for await (const event of stream) {
      const text = answer.read(event);
      if (text) onText?.(text);
    }
    await stream.done();
    call.signal.throwIfAborted();
    return answer.finish();
  } catch (error) {
    call.signal.throwIfAborted();
    if (!isBrokenStream(error)) throw toAnalystError(error, { ...settings, model: request.model });
    return { text: answer.text, stop: 'broken', error };
  } finally {
    if (answer.tokens) call.onUsage(usageOf(request.model, answer.tokens, settings.prices));
  }
}

/** Texts that were cut, or printed by code, may hold half of a surrogate pair; the API takes no such JSON. */
function toParams(request: ModelRequest): MessageCreateParamsBase {
  const format = request.schema && { type: 'json_schema' as const, schema: request.schema };
  const effort = supportsEffort(request.model) ? request.effort : undefined;
  return {
    model: request.model,
    max_tokens: request.maxTokens,
    system: request.system.map((block) => ({ ...block, text: block.text.toWellFormed() })),
    messages: request.messages.map(({ role, content }) => ({ role, content: content.toWellFormed() })),
    ...((format ?? effort) && { output_config: { ...(effort && { effort }), ...(format && { format }) } }),
  };
}

class AnswerReader {
  text = '';
  tokens: TokenCounts | undefined;
  #stop: StopReason | null = null;
  #refusal: RefusalStopDetails | null = null;
  #ended = false;

  /** Takes one event and gives the text that it brought. */
  read(event: MessageStreamEvent): string {
    if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') {
      this.text += event.delta.text;
      return event.delta.text;
    }
    if (event.type === 'message_start') this.#count(event.message.usage);
    if (event.type === 'message_stop') this.#ended = true;
    if (event.type === 'message_delta') {
      this.#count(event.usage);
      this.#stop = event.delta.stop_reason;
      this.#refusal = event.delta.stop_details;
    }
    return '';
  }

  finish(): ModelAnswer {
    if (!this.#ended || !this.#stop) {
      return { text: this.text, stop: 'broken', error: new Error('the stream ended before the message did') };
    }
    return { text: this.text, stop: this.#stop, refusal: this.#refusal };
  }

  /** The counts of later events are totals, and leave out what did not change. */
  #count(usage: ReportedUsage): void {
    this.tokens = {
      inputTokens: usage.input_tokens ?? this.tokens?.inputTokens ?? 0,
      outputTokens: usage.output_tokens,
      cacheReadTokens: usage.cache_read_input_tokens ?? this.tokens?.cacheReadTokens ?? 0,
      cacheWriteTokens: usage.cache_creation_input_tokens ?? this.tokens?.cacheWriteTokens ?? 0,
    };
  }
}

interface ReportedUsage {
  readonly input_tokens: number | null;
  readonly output_tokens: number;
  readonly cache_read_input_tokens: number | null;
  readonly cache_creation_input_tokens: number | null;
}
