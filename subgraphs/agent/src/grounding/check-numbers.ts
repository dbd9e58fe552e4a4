import type { GroundingSource, ReportNumber } from './grounding.ts';
import { readContext, type NumberContext } from './number-context.ts';
import { coarseHalfUnit, type Reading } from './number-reading.ts';
import { findDecimalMark, scanNumbers, type NumberToken } from './number-scanner.ts';
import { maskReport } from './report-mask.ts';
import { SourceIndex } from './source-index.ts';
import { collectNumbers, type SourceNumber } from './source-numbers.ts';

/**
 * Finds every number of a Markdown report and where it comes from. A number is verified when a source has it, rounded
 * at most to the places shown; as a percentage also when a source has the fraction; without its sign when words say the
 * direction. Numbers that would have to be computed from sources (differences, ratios, sums) are not verified: the
 * analyst is told to let code compute what it reports, and any two of a hundred numbers have some ratio. Not looked at
 * are code, column names in backticks, list numbering, dates, years, ordinals and statistical conventions such as "95 %
 * confidence".
 */
export function checkNumbers(report: string, sources: readonly GroundingSource[]): readonly ReportNumber[] {
  const index = new SourceIndex(collectNumbers(sources));
  const masked = maskReport(report);
  return scanNumbers(masked, findDecimalMark(masked)).flatMap((token) => checkToken(token, masked, index));
}

function checkToken(token: NumberToken, text: string, index: SourceIndex): readonly ReportNumber[] {
  const context = readContext(text, token);
  const match = findSource(token, context, index);
  if (!match && context.isYear) return [];
  const [likeliest] = token.readings;
  const { text: written, start, end } = token;
  const value = signed(match?.reading ?? likeliest, token);
  if (!match) return [{ text: written, value, start, end, verified: false }];
  const { subtask, path } = match.source;
  return [{ text: written, value, start, end, verified: true, source: { subtask, path } }];
}

interface Match {
  readonly source: SourceNumber;
  readonly reading: Reading;
}

function findSource(token: NumberToken, context: NumberContext, index: SourceIndex): Match | undefined {
  for (const reading of token.readings) {
    const tolerance = context.isApproximate ? approximateTolerance(reading) : reading.halfUnit;
    const value = signed(reading, token);
    const values = context.isSignInWords ? [value, -value] : [value];
    const scales = context.isPercentage ? [1, token.perWhole ?? 100] : [1];
    for (const scale of scales) {
      for (const candidate of values) {
        const source = index.find(candidate / scale, tolerance / scale);
        if (source) return { source, reading };
      }
    }
    const bounded = context.pBound && index.findPValue(reading.value, context.pBound);
    if (bounded) return { source: bounded, reading };
  }
  return undefined;
}

/** "Over 1,200" may be a whole unit of its last place away, yet never more than a tenth of itself. */
function approximateTolerance(reading: Reading): number {
  return Math.max(reading.halfUnit, Math.min(2 * coarseHalfUnit(reading), Math.abs(reading.value) / 10));
}

function signed(reading: Reading | undefined, { isNegative }: NumberToken): number {
  const value = Math.min(reading?.value ?? 0, Number.MAX_VALUE);
  return isNegative ? -value : value;
}
