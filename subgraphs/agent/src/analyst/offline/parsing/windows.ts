import { isNumeric, looksNumeric, type CatalogColumn } from '../catalog.ts';
import type { Expression, WindowFunction } from '../request.ts';
import { mentionsIn, type MaskedText } from './masked-text.ts';

interface Window {
  readonly expression: Extract<Expression, { readonly kind: 'window' }>;
  readonly name: string;
  readonly sources: readonly string[];
}

const ROLLING =
  /\b(\d{1,3})[- ](?:day|row|period|week|month|year|hour|point|quarter|observation)s?[- ](?:simple |trailing )*((?:moving|rolling) (average|mean|sum))\b/i;
const RUNNING = /\b(cumulative (?:sum|total)|running (?:sum|total))\b/i;

/** "a 5-day moving average of x", "the running total of x": values over the rows up to the own one. */
export function readWindow(masked: MaskedText, antecedent: CatalogColumn | undefined): Window | undefined {
  const text = withNames(masked);
  const rolling = ROLLING.exec(text);
  const running = RUNNING.exec(text);
  const match = rolling ?? running;
  if (!match || /\bcent(?:er|re)d\b|\bexponential/i.test(text)) return undefined;
  const fits = (column: CatalogColumn | undefined) => isNumeric(column) || looksNumeric(column);
  const after = mentionsIn(masked, text.slice(match.index)).find(({ column }) => fits(column));
  const column = (after ?? masked.mentions.find((mention) => fits(mention.column)))?.column ?? antecedent;
  if (!column || !fits(column)) return undefined;
  const statistic: WindowFunction = rolling?.[3]?.toLowerCase() === 'sum' ? 'rollingSum' : 'rollingMean';
  return {
    expression: {
      kind: 'window',
      column: column.name,
      function: rolling ? statistic : 'cumulativeSum',
      rows: Number(rolling?.[1] ?? 1),
    },
    name: (rolling?.[2] ?? running?.[1] ?? '').toLowerCase(),
    sources: [column.name],
  };
}

/** A window that was made already is a column itself: here its name counts as words. */
function withNames(masked: MaskedText): string {
  return masked.text.replace(/⟦(\d+)⟧/g, (mark, place) => {
    const said = masked.mentions[Number(place)]?.said ?? '';
    return /^(?:moving|rolling|cumulative|running)\b/i.test(said) ? said : mark;
  });
}
