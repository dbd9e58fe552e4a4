import { decode, encode } from '@msgpack/msgpack';
import { z } from 'zod';
import type { AgentMemory } from './agent-memory.ts';

/** The values of agent_memory's six columns. */
export interface MemoryColumns {
  readonly analysisSummary: Uint8Array;
  readonly visualizationSummary: Uint8Array;
  readonly codeSummary: Uint8Array;
  readonly userPreferencesSummary: Uint8Array;
  readonly variables: Uint8Array;
  readonly conversation: Uint8Array;
}

const textSchema = z.string();
const conversationSchema = z.array(
  z.object({ role: z.enum(['user', 'assistant']), content: z.string(), at: z.string(), runId: z.string() }),
);
const variablesSchema = z.object({
  engine: z.string(),
  names: z.array(z.string()),
  bytes: z.instanceof(Uint8Array),
});
const cachedSchema = z.object({
  userId: z.string(),
  summaries: z.object({
    analysis: z.string(),
    visualization: z.string(),
    code: z.string(),
    userPreferences: z.string(),
  }),
  conversation: conversationSchema,
  variables: variablesSchema,
  /** Whether the variables' bytes were too many for the cache. */
  isWithoutBytes: z.boolean(),
  updatedAt: z.number(),
});

export interface CachedMemory {
  readonly memory: AgentMemory;
  readonly isWithoutBytes: boolean;
  /** Milliseconds since 1970, by the database's clock. */
  readonly updatedAt: number;
}

/** Bytes beyond this stay in the database alone: a cache of kernels' heaps would hold little else. */
const maxCachedBytes = 256 * 1024;

export function encodeColumns({ summaries, conversation, variables }: AgentMemory): MemoryColumns {
  return {
    analysisSummary: encode(summaries.analysis),
    visualizationSummary: encode(summaries.visualization),
    codeSummary: encode(summaries.code),
    userPreferencesSummary: encode(summaries.userPreferences),
    variables: encode(variables),
    conversation: encode(conversation),
  };
}

export function decodeColumns(columns: MemoryColumns): AgentMemory {
  return {
    summaries: {
      analysis: textSchema.parse(decode(columns.analysisSummary)),
      visualization: textSchema.parse(decode(columns.visualizationSummary)),
      code: textSchema.parse(decode(columns.codeSummary)),
      userPreferences: textSchema.parse(decode(columns.userPreferencesSummary)),
    },
    conversation: conversationSchema.parse(decode(columns.conversation)),
    variables: variablesSchema.parse(decode(columns.variables)),
  };
}

export function encodeCached(userId: string, memory: AgentMemory, updatedAt: number): Uint8Array {
  const isWithoutBytes = memory.variables.bytes.byteLength > maxCachedBytes;
  const variables = isWithoutBytes ? { ...memory.variables, bytes: new Uint8Array() } : memory.variables;
  return encode({ ...memory, variables, userId, isWithoutBytes, updatedAt });
}

/** @returns nothing for what is damaged or another user's: the database is asked then. */
export function decodeCached(userId: string, bytes: Uint8Array): CachedMemory | undefined {
  const cached = cachedSchema.safeParse(decodeSafely(bytes));
  if (!cached.success || cached.data.userId !== userId) return undefined;
  const { isWithoutBytes, updatedAt, userId: _userId, ...memory } = cached.data;
  return { memory, isWithoutBytes, updatedAt };
}

function decodeSafely(bytes: Uint8Array): unknown {
  try {
    return decode(bytes);
  } catch {
    return undefined; // what another program wrote there is no memory
  }
}
