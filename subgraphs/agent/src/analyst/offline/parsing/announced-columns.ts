import { findColumn, withPreparation, type Catalog, type CatalogColumn } from '../catalog.ts';
import type { Method, PreparationStep } from '../request.ts';
import { uniqueSteps } from './build-request.ts';
import { findDerivedName } from './derived-columns.ts';
import { readClause, subjectsAfter } from './reading.ts';

interface AnnouncedSource {
  readonly clauses: readonly string[];
  readonly rules: readonly string[];
  readonly catalog: Catalog;
  readonly method: Method;
  readonly hasFormat: boolean;
}

/**
 * Columns that the question makes, wherever it says how: a name may stand in one sentence and the formula in a later one.
 * Where an answer format is given, missing values that are to be filled are filled for the whole question.
 */
export function announceDerived(source: AnnouncedSource): PreparationStep[] {
  let catalog = source.catalog;
  let antecedents: readonly CatalogColumn[] = [];
  let listed: readonly CatalogColumn[] = [];
  let pending: string | undefined;
  const steps: PreparationStep[] = [];
  const asksForBoth = source.clauses.some((clause) => /\bbefore and after\b/i.test(clause));
  for (const clause of [...source.clauses, ...source.rules]) {
    const reading = readClause({
      text: clause,
      catalog,
      method: source.method,
      antecedents,
      listed,
      made: steps,
      ...(pending !== undefined && { pendingName: pending }),
    });
    const derived = reading.steps.filter((step) => step.kind === 'derive');
    const named = findDerivedName(clause)?.name;
    if (named !== undefined && derived.length === 0 && !findColumn(catalog, named)) pending = named;
    const isPending = derived.some(({ name }) => name === pending);
    if (isPending) pending = undefined;
    const kept = derived.filter((step) => isPending || step.name === named || reading.defines.includes(step.name));
    const codes = reading.steps.filter(
      (step) =>
        step.kind === 'markMissing' || step.kind === 'trim' || (step.kind === 'replace' && step.divisor !== undefined),
    );
    const fills = source.hasFormat && !asksForBoth ? reading.steps.filter(({ kind }) => kind === 'fillMissing') : [];
    steps.push(...codes, ...kept, ...fills);
    catalog = withPreparation(catalog, kept);
    const subjects = subjectsAfter(reading);
    if (subjects.length > 1) listed = subjects;
    if (subjects.length > 0) antecedents = subjects;
    else if (reading.mentions.length > 0 && derived.length === 0)
      antecedents = reading.mentions.map(({ column }) => column);
  }
  return uniqueSteps(steps);
}
