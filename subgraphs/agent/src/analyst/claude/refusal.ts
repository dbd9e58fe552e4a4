import { AppError } from '@mas/kit/errors';
import type { ModelAnswer } from './model-call.ts';

/** @throws AppError ANALYST_REFUSED when the model declined to answer. */
export function throwIfRefused(answer: ModelAnswer): void {
  if (answer.stop !== 'refusal') return;
  const category = answer.refusal?.category;
  const about = category ? ` (policy category: ${category.replaceAll('_', ' ')})` : '';
  throw new AppError(
    'ANALYST_REFUSED',
    `Claude declined to answer this question${about}. Ask it in other words, or about another part of the data.`,
  );
}
