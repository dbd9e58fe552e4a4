import type { MessageReply, ReplyUsage } from './messages-reply.ts';
import type { MessagesRequest } from './messages-request.ts';

/** The shortest prefix that current models cache, in tokens. */
const shortestPrefix = 512;

/** Counts tokens roughly (four characters each) and keeps a prompt cache as the API does: by model, format and exact prefix. */
export class UsageCounter {
  readonly #cached = new Set<string>();

  count(request: MessagesRequest, reply: MessageReply): ReplyUsage {
    const blocks = typeof request.system === 'string' ? [] : (request.system ?? []);
    const marked = blocks.findLastIndex((block) => block.cache_control);
    const prefix = JSON.stringify(blocks.slice(0, marked + 1));
    const prefixTokens = tokens(prefix);
    const all = tokens(JSON.stringify([request.system, request.messages]));
    const isCacheable = marked >= 0 && prefixTokens >= shortestPrefix;
    const key = JSON.stringify([request.model, request.output_config?.format ?? null, prefix]);
    const isCached = isCacheable && this.#cached.has(key);
    if (isCacheable) this.#cached.add(key);
    return {
      input_tokens: isCacheable ? Math.max(all - prefixTokens, 1) : all,
      output_tokens: tokens(reply.text),
      cache_creation_input_tokens: isCacheable && !isCached ? prefixTokens : 0,
      cache_read_input_tokens: isCached ? prefixTokens : 0,
      ...reply.usage,
    };
  }
}

function tokens(text: string): number {
  return Math.max(Math.ceil(text.length / 4), 1);
}
