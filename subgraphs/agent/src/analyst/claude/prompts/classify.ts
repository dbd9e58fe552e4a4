import type { QuestionContext } from '../../analyst.ts';
import { questionContext } from './question-context.ts';

export function classifyPrompt(context: QuestionContext): string {
  return `${questionContext(context)}

Decide how this question is to be worked on.
- interpretation: what you take it to mean, naming the columns. If part of it cannot be answered with this dataset,
  say which part.
- route: ADVISORY when it asks for advice or explanation that needs no computation on the rows (what could be
  analysed, what a column or method means, how to go on). EXPLORATORY when anything has to be computed or drawn. When
  in doubt, EXPLORATORY.
- mode: ${modeRule(context)}
- subtasks: for QUICK and EXPLORATORY the whole plan, because code is written straight from it: as few as possible,
  mostly one. Several numbers over the same rows are one subtask. Add a VISUALIZATION when a chart is asked for or
  shows the answer better than numbers do. Constraints and the form of the answer go into the goals word for word. In
  every other case an empty list.`;
}

function modeRule({ requestedMode }: QuestionContext): string {
  if (requestedMode) return `the person chose ${requestedMode}.`;
  return `QUICK when a few direct computations answer it (statistics, counts, filters, groups, one test, one chart).
  TECHNICAL when it needs several dependent steps: models, validation, feature engineering, comparing methods, a broad
  investigation.`;
}
