import type { Analysis, RequestDraft } from '../analyses/analysis.ts';
import { columnName } from '../reporting/describe-preparation.ts';
import { joinList } from '../reporting/numbers.ts';
import type { AnalysisRequest, PreparationStep } from '../request.ts';
import type { Reading } from './reading.ts';

export function uniqueSteps(steps: readonly PreparationStep[]): PreparationStep[] {
  const seen = new Set<string>();
  return steps.filter((step) => {
    const key = JSON.stringify(step);
    return !seen.has(key) && seen.add(key);
  });
}

/** Codes for missing values come first, formulas of columns that are cleaned already last, wherever the question says so. */
function cleanedFirst(steps: readonly PreparationStep[]): PreparationStep[] {
  const made = steps.flatMap((step) => (step.kind === 'derive' ? [JSON.stringify(step.name)] : []));
  const rank = (step: PreparationStep) => {
    if (step.kind === 'markMissing' || step.kind === 'trim') return 0;
    return made.some((name) => JSON.stringify(step).includes(name)) ? 2 : 1;
  };
  return [0, 1, 2].flatMap((own) => steps.filter((step) => rank(step) === own));
}

interface BuildSource {
  readonly analysis: Analysis;
  readonly draft: RequestDraft;
  readonly reading: Reading;
  /** Every step said so far. */
  readonly steps: readonly PreparationStep[];
}

/** One request; two where the clause asks "before and after" a preparation. */
export function buildRequests(source: BuildSource): AnalysisRequest[] {
  const after = buildRequest(source, source.steps);
  const isRaw = ({ kind }: PreparationStep) => ['derive', 'filter', 'markMissing', 'trim'].includes(kind);
  const cleans = !source.steps.every(isRaw);
  if (!source.reading.cues.has('beforeAfter') || !cleans) return [after];
  const raw = source.steps.filter(isRaw);
  return [
    { ...buildRequest(source, raw), phase: 'before' },
    { ...after, phase: 'after' },
  ];
}

function buildRequest({ analysis, draft, reading }: BuildSource, steps: readonly PreparationStep[]): AnalysisRequest {
  const narrowing = draft.narrowing ?? (reading.condition ? [reading.condition] : []);
  const filter = narrowing.map((condition): PreparationStep => ({ kind: 'filter', condition }));
  const removals = steps.filter(({ kind }) => kind === 'removeOutliers');
  const preparation = uniqueSteps([
    ...cleanedFirst(steps.filter(({ kind }) => kind !== 'removeOutliers')),
    ...filter,
    ...(draft.preparation ?? []),
    ...removals,
  ]);
  return {
    analysis: analysis.name,
    measures: draft.measures ?? [],
    statistics: draft.statistics ?? [],
    groups: draft.groups ?? [],
    preparation: preparation.filter((step) =>
      isApplied(step, analysis.name, JSON.stringify([draft, preparation.filter((other) => other !== step)])),
    ),
    method: reading.method,
    ignored: [...unusedConditions(reading), ...unknownPlaces(reading)],
    assumptions: [...reading.periods.notes, ...namingAssumptions(reading), ...(draft.assumptions ?? [])],
    ...(draft.part && { part: draft.part }),
    ...(draft.model && { model: draft.model }),
    ...(draft.ranking && { ranking: draft.ranking }),
    ...(draft.groupSize && { groupSize: draft.groupSize }),
  };
}

/** What looks for outliers, missing values or duplicates must still see them; unused derived columns are left out. */
function isApplied(step: PreparationStep, analysis: string, rest: string): boolean {
  if (analysis === 'outliers' && step.kind === 'removeOutliers') return false;
  if (analysis === 'missing' && (step.kind === 'fillMissing' || step.kind === 'dropMissing')) return false;
  if (analysis === 'duplicates' && step.kind === 'dropDuplicates') return false;
  return step.kind !== 'derive' || rest.includes(JSON.stringify(step.name));
}

function unusedConditions({ unusedComparisons }: Reading): string[] {
  return unusedComparisons.map(
    (said) =>
      `I found no column for “${said}”, so **this condition was not applied**: the answer is about more rows than were asked for.`,
  );
}

/** "in summer": a word where a condition stands, of which nothing was made, is not passed over in silence. */
function unknownPlaces({ tokens, unknown }: Reading): string[] {
  return tokens.flatMap(({ lower, text }, index) =>
    (/^(?:in|during)$/.test(lower) ||
      (/^(?:for|from|at)$/.test(lower) && /^\p{Lu}/u.test(tokens[index + 1]?.text ?? ''))) &&
    unknown.includes(tokens[index + 1]?.text ?? '')
      ? [
          `I made nothing of “${text} ${tokens[index + 1]?.text ?? ''}”, so **it was not applied**: the answer is about more rows than were asked for.`,
        ]
      : [],
  );
}

function namingAssumptions(reading: Reading): string[] {
  return reading.mentions.flatMap((mention) => {
    const alternatives = mention.alternatives.slice(0, 3).map(columnName);
    const also = alternatives.length > 0 ? ` (it could also mean ${joinList(alternatives)})` : '';
    if (mention.how === 'name') return [];
    if (mention.how === 'words' && alternatives.length === 0 && mention.coverage >= 0.8) return [];
    return [`I took “${mention.said}” to mean ${columnName(mention.column.name)}${also}.`];
  });
}
