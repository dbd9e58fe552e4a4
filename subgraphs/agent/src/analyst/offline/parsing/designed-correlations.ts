import { findAnalysis } from '../analyses/registry.ts';
import { isNumeric, looksNumeric, type CatalogColumn } from '../catalog.ts';
import type { AnalysisRequest, Method } from '../request.ts';
import { buildRequests } from './build-request.ts';
import { inPlaceOf, narrowingOf, readAll, withoutLoose, type DesignSource } from './designs.ts';
import { COLUMN, maskColumns, mentionAt } from './masked-text.ts';
import type { Reading } from './reading.ts';

const CORRELATION = /\bcorrelat|\bpearson|\bspearman|\bkendall/i;
/** Several pairs, or one pair several times: the clauses say which. */
const SEVERAL =
  /\bstrong(?:est|er)|\bmatrix\b|\bheat ?map\b|\beach (?:of|other|pair)|\b(?:highest|largest|lowest) (?:absolute )?correlat|\bmost (?:strongly )?correlat|\bcorrelations\b|\bbefore and after\b|\bauto-?correlation|\blag\b|\bshifted\b/i;
const PAIR = new RegExp(String.raw`${COLUMN}"?\)?[^.;⟦]{0,12}\b(?:and|with|to|versus|vs)\b[^.;⟦]{0,30}${COLUMN}`, 'i');

/**
 * The two columns that a question names as they are written are those that are correlated, whatever its other words come
 * near to; by each of the coefficients that it names.
 */
export function designCorrelations(source: DesignSource): readonly AnalysisRequest[] {
  const { body, steps, requests } = source;
  if (!CORRELATION.test(body) || SEVERAL.test(body)) return requests;
  if (steps.some(({ kind }) => kind === 'removeOutliers')) return requests;
  const readings = readAll(source);
  const found = readings.flatMap((reading) => {
    const pair = CORRELATION.test(reading.text) && reading.groups.length === 0 ? pairIn(reading) : undefined;
    return pair ? [{ pair, reading }] : [];
  });
  const pairs = new Set(found.map(({ pair }) => JSON.stringify([...pair].sort())));
  const [first] = found;
  const analysis = findAnalysis('correlation');
  if (!first || pairs.size !== 1 || !analysis) return requests;
  const { pair, reading } = first;
  const narrowing = narrowingOf({ readings, taken: [], steps, asks: CORRELATION });
  const built = methodsIn(body, source.method).flatMap((correlation) =>
    buildRequests({
      analysis,
      draft: { measures: pair, narrowing },
      reading: { ...withoutLoose(reading), method: { ...source.method, correlation } },
      steps,
    }),
  );
  const isCorrelation = (request: AnalysisRequest) => request.analysis.startsWith('correlation');
  return inPlaceOf(requests, isCorrelation, built);
}

function pairIn({ text, tokens, mentions }: Reading): readonly [string, string] | undefined {
  const named = mentions.filter(({ how, column }) => how === 'name' && isUsable(column));
  const masked = maskColumns(text, tokens, named);
  const match = PAIR.exec(masked.text);
  const [a, b] = [mentionAt(masked, match?.[1]), mentionAt(masked, match?.[2])];
  const isAmongMore = new Set(named.map(({ column }) => column.name)).size > 2;
  return a && b && !isAmongMore && a.column.name !== b.column.name ? [a.column.name, b.column.name] : undefined;
}

function isUsable(column: CatalogColumn): boolean {
  return isNumeric(column) || looksNumeric(column) || column.type === 'BOOLEAN';
}

function methodsIn(body: string, method: Method): Method['correlation'][] {
  const named = (['pearson', 'spearman', 'kendall'] as const).filter((name) => body.toLowerCase().includes(name));
  return named.length > 1 ? named : [method.correlation];
}
