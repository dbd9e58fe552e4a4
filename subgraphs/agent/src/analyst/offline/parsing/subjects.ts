import { findColumn, isNumeric, looksNumeric, type CatalogColumn } from '../catalog.ts';
import type { Reading } from './reading.ts';

/** The columns the clause asks about: its own measures, a derived column, or what was last spoken of. */
export function subjectsOf(reading: Reading): readonly CatalogColumn[] {
  if (reading.derived) return [reading.derived];
  return reading.measures.length > 0 ? reading.measures.map(({ column }) => column) : reading.antecedents;
}

export function numericSubjects(reading: Reading): readonly CatalogColumn[] {
  return subjectsOf(reading).flatMap((column) => {
    if (isNumeric(column) || looksNumeric(column)) return [column];
    const mention = reading.measures.find((candidate) => candidate.column === column);
    const alternative = mention?.alternatives
      .map((name) => findColumn(reading.catalog, name))
      .find((other) => isNumeric(other));
    return alternative ? [alternative] : [];
  });
}
