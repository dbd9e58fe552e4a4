/** Which model does which part of the work. */
export interface ModelNames {
  /** Classification, decomposition, plans, summaries: structured decisions. */
  readonly decide: string;
  /** Writes and repairs code: the part that decides whether the numbers are right. */
  readonly code: string;
  /** Reports, advice and direct responses. */
  readonly report: string;
}

/**
 * Current models as @anthropic-ai/sdk 1.12.0 lists them (`Model` in resources/messages/messages.d.ts). Decisions and
 * reports share one model, because a prompt cache belongs to one model.
 */
export const defaultModels: ModelNames = {
  decide: 'claude-sonnet-5-5',
  code: 'claude-opus-5-5',
  report: 'claude-sonnet-5-5',
};

export type Effort = 'low' | 'medium' | 'high';

/**
 * Models without the effort parameter answer 400 to it, so it is sent only to Claude models that have it.
 * Source: https://platform.claude.com/docs/en/build-with-claude/effort
 */
export function supportsEffort(model: string): boolean {
  return model.startsWith('claude-') && !/^claude-(?:haiku-4-5|sonnet-4-5|3)/.test(model);
}
