import type { Mode } from '../../analyst.ts';

/** What the two modes mean for code. */
export function codeGuidance(mode: Mode | undefined): string {
  return mode === 'TECHNICAL' ? technicalCode : quickCode;
}

/** What the two modes mean for texts. */
export function reportGuidance(mode: Mode | undefined): string {
  return mode === 'TECHNICAL' ? technicalReport : quickReport;
}

const technicalCode = `Mode: TECHNICAL. Be thorough: check the assumptions of what you use (sample sizes, distributions,
missing values), give effect sizes and confidence intervals beside p-values, guard against empty groups and constant
columns.`;

const quickCode = 'Mode: QUICK. Do what answers the question and nothing more; the plainest code that is right.';

const technicalReport = `Mode: TECHNICAL. Structure: the answer first, in one or two sentences; then "## Findings" with
the numbers, tables where they help; "## Method" with what was computed and how, in a few lines; "## Limits" with what
weakens the conclusions (missing values, sample sizes, assumptions that do not hold, failed subtasks). No section
without content.`;

const quickReport = `Mode: QUICK. The answer first, in one sentence with its numbers; then at most five short bullet
points of what else matters. No headings, at most 150 words.`;
