import type { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';

type Serializer = NonNullable<ConstructorParameters<typeof PostgresSaver>[1]>;

/**
 * Checkpoints as plain JSON. LangGraph's own format can name classes to construct when it is read, and a state holds results
 * of generated code: what such code returns must stay data.
 */
export const plainJsonSerializer: Serializer = {
  dumpsTyped: (value: unknown) =>
    Promise.resolve(['json', new TextEncoder().encode(JSON.stringify(value ?? null, plainError))]),
  loadsTyped: (_type: string, data: Uint8Array | string) =>
    Promise.resolve(JSON.parse(typeof data === 'string' ? data : new TextDecoder().decode(data)) as unknown),
};

/** A step that failed is noted beside the checkpoint, for people alone. */
function plainError(_key: string, value: unknown): unknown {
  return value instanceof Error ? { name: value.name, message: value.message } : value;
}
