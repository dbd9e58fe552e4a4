import type { Catalog } from '../catalog.ts';
import { parseQuestion } from './parse-question.ts';

/** Whether a question is read to its last word, without guessing: only such questions are suggested. */
export function isUnderstood(question: string, catalog: Catalog): boolean {
  const { requests, unknown, unanswered } = parseQuestion(question, catalog);
  return requests.length > 0 && unknown.length === 0 && unanswered.length === 0;
}
