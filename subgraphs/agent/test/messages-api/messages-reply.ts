/** What the scripted server answers; made by the builders below. */
export type MessagesReply = MessageReply | ErrorReply;

export interface MessageReply {
  readonly kind: 'message';
  readonly text: string;
  readonly stopReason: 'end_turn' | 'max_tokens' | 'stop_sequence' | 'refusal' | 'model_context_window_exceeded';
  readonly refusal?: { readonly category: RefusalCategory | null; readonly explanation: string | null };
  /** Counted from the texts where not given. */
  readonly usage?: Partial<ReplyUsage>;
  readonly delivery: Delivery;
}

export interface ErrorReply {
  readonly kind: 'error';
  readonly status: number;
  readonly type: string;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly delayMs?: number;
}

export type RefusalCategory = 'cyber' | 'bio' | 'frontier_llm' | 'reasoning_extraction' | 'general_harms';

export interface ReplyUsage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_creation_input_tokens: number;
  readonly cache_read_input_tokens: number;
}

/** How the bytes of a message travel. Counts are in text deltas. */
export interface Delivery {
  /** Before the response headers. */
  readonly delayMs?: number;
  /** Characters in a text delta; 24 where not given. */
  readonly deltaCharacters?: number;
  /** Awaited before each text delta, with its number from 0: a test holds the stream where it wants it. */
  readonly beforeDelta?: (delta: number) => Promise<void>;
  /** Between two text deltas. */
  readonly paceMs?: number;
  /** Writes the stream in pieces of so many bytes, wherever frames and characters end. */
  readonly chunkBytes?: number;
  /** Begins with a thinking block, as models with adaptive thinking do. */
  readonly hasThinking?: boolean;
  /** After so many deltas nothing more comes; with `pingMs`, pings do. */
  readonly stallAfter?: number;
  readonly pingMs?: number;
  /** After so many deltas the connection is cut. */
  readonly cutAfter?: number;
  /** After so many deltas the response ends without the rest of the message. */
  readonly endAfter?: number;
  /** After so many deltas an `error` event comes. */
  readonly errorAfter?: { readonly deltas: number; readonly type: string; readonly message: string };
}

export interface TextOptions extends Delivery {
  readonly stopReason?: MessageReply['stopReason'];
  readonly usage?: Partial<ReplyUsage>;
}

export function textReply(text: string, options: TextOptions = {}): MessageReply {
  const { stopReason = 'end_turn', usage, ...delivery } = options;
  return { kind: 'message', text, stopReason, ...(usage && { usage }), delivery };
}

/** A structured output. */
export function jsonReply(value: unknown, options: TextOptions = {}): MessageReply {
  return textReply(JSON.stringify(value), options);
}

/** One fenced block, as a model writes code. */
export function codeReply(code: string, language = 'javascript', options: TextOptions = {}): MessageReply {
  return textReply(`\`\`\`${language}\n${code}\n\`\`\``, options);
}

export function refusalReply(category: RefusalCategory | null = null, text = ''): MessageReply {
  return { kind: 'message', text, stopReason: 'refusal', refusal: { category, explanation: null }, delivery: {} };
}

export function errorReply(
  status: number,
  type: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): ErrorReply {
  return { kind: 'error', status, type, message, headers };
}

export function rateLimitReply(retryAfterSeconds?: number): ErrorReply {
  const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  return errorReply(429, 'rate_limit_error', 'This request would exceed your rate limit.', headers);
}

export function overloadedReply(): ErrorReply {
  return errorReply(529, 'overloaded_error', 'Overloaded');
}

/** The same reply, later. */
export function slowReply(reply: MessagesReply, delayMs: number): MessagesReply {
  return reply.kind === 'error' ? { ...reply, delayMs } : { ...reply, delivery: { ...reply.delivery, delayMs } };
}
