import type { Mode, QuestionContext } from '../analyst.ts';
import { findAnalysis } from './analyses/registry.ts';
import type { Understanding } from './understanding.ts';

const THOROUGH =
  /\b(?:in detail|detailed|thorough(?:ly)?|full report|report|in depth|in-depth|comprehensive(?:ly)?|deep dive|step by step|rigorous(?:ly)?)\b/i;

/** The user's choice, else by what is asked: tests, models and several parts go the thorough way. */
export function chooseMode(context: QuestionContext, { parsed }: Understanding): Mode {
  if (context.requestedMode) return context.requestedMode;
  const isTechnical = parsed.requests.some((request) => findAnalysis(request.analysis)?.isTechnical);
  const isLong = parsed.requests.length > 2;
  return parsed.requests.length > 0 && (isTechnical || isLong || THOROUGH.test(context.question))
    ? 'TECHNICAL'
    : 'QUICK';
}
