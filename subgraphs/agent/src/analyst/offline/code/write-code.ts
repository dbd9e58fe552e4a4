import type { CodeFailure } from '../../analyst.ts';
import { findAnalysis } from '../analyses/registry.ts';
import type { Catalog } from '../catalog.ts';
import type { AnalysisRequest } from '../request.ts';
import { renameMissing } from './rename-missing.ts';
import { plainVariant, type Variant } from './variant.ts';

export function writeRequestCode(request: AnalysisRequest, catalog: Catalog, variant: Variant = plainVariant): string {
  const analysis = findAnalysis(request.analysis);
  if (!analysis) throw new TypeError(`No analysis is called ${request.analysis}`);
  return [...(catalog.source?.setup ?? []), analysis.code(request, { catalog, variant })].join('\n');
}

/** The last resort of a repair: the rows that the question is about, so that there is something to look at. */
const LAST_RESORT = `// What was asked could not be computed; these are the first rows
const rows = sql(\`SELECT * FROM data LIMIT 10\`);
table(rows, "First rows");
result({ failed: true, shown: rows.length });`;

/** Code that differs from what failed, and from all that was tried before it. */
export function repairCode(request: AnalysisRequest, catalog: Catalog, failure: CodeFailure): string {
  const mended = renameMissing(request, catalog, failure.error.message);
  const candidates = [
    ...new Set([
      ...(mended
        ? [plainVariant, ...ladder(failure)].map((variant) => writeRequestCode(mended, catalog, variant))
        : []),
      ...ladder(failure).map((variant) => writeRequestCode(request, catalog, variant)),
      LAST_RESORT,
    ]),
  ];
  const tried = candidates.indexOf(failure.code);
  return candidates.slice(tried + 1).find((code) => code !== failure.code) ?? LAST_RESORT;
}

/** From what the error asks for to the most cautious way. The order is the same for every repair of one kind of error. */
function ladder(failure: CodeFailure): readonly Variant[] {
  const cautious: Variant = { tolerant: true, charts: false, sampled: true };
  const text = `${failure.error.name} ${failure.error.message}`;
  if (/chart|vega|spec|artifact/i.test(text))
    return [{ ...plainVariant, charts: false }, { ...cautious, sampled: false }, cautious];
  if (/timeout|time limit|memory|too long|interrupt/i.test(text)) return [{ ...plainVariant, sampled: true }, cautious];
  return [{ ...plainVariant, tolerant: true }, { ...cautious, sampled: false }, cautious];
}
