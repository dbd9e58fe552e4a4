import type { Token } from './words.ts';

const AFTER_COLUMN =
  /^(?:by|per|in|for|and|or|is|are|was|were|over|than|where|with|to|between|across|among|from|at|on|against|vs|versus|above|below|under|more|less|greater|higher|lower|exceeds?|each|every|when|within|during|since|before|after|until|does|do|did|has|have|had|goes|go|develops?|chang(?:e|es|ed)|differs?|different|var(?:y|ies)|distributed|correlated|related|depends?|grouped|if|that|which|as|not|equals?|without|excluding|gr[eo]wn?|grows|rises?|rose|falls?|fell|increas(?:e|es|ed)|decreas(?:e|es|ed)|normally|times|plus|minus|divided|multiplied|column|columns|field)$/;
const BEFORE_COLUMN =
  /^(?:mean|average|avg|median|sum|total|count|maximum|max|minimum|min|highest|lowest|largest|smallest|biggest|std|variance|mode|range|quartiles|percentiles|skewness|kurtosis|distribution|histogram|trend|outliers|correlation|by|per|each|every|of|and|between|compare|plot|predict|vs|versus|against|with|whose|where|which|across|among|column|field)$/;
/** Words that call for an analysis: they are columns only where nothing but a column can stand. */
const CALLS =
  /^(?:trend|outliers?|anomal(?:y|ies)|test|compare|comparison|plot|chart|graph|rank|ranking|sort|order|correlation|regression|distribution|histogram|missing|null|duplicates?|model|predict(?:ion)?|first|last|list|top|bottom|highest|lowest|most|least|best|worst|normal|positive|negative|show|display|remove|drop|fill)$/;
const ARTICLE = /^(?:the|a|an|its|their|all|overall)$/;
/**
 * Whether a word that could also say what to compute (`count`, `total`, `value`) stands where a column stands:
 * nothing follows that it could be the count or the total of.
 */
export function standsAsColumn(tokens: readonly Token[], at: number, name: string): boolean {
  const word = tokens[at]?.lower ?? '';
  const before = wordBefore(tokens, at);
  const after = tokens[at + 1];
  const next = after?.lower ?? '';
  const isExact = word === name.trim().toLowerCase();
  if (isPhrase(word, before, next, tokens[at - 1]?.lower ?? '')) return false;
  const names = after?.kind === 'number' || after?.kind === 'quoted' || /^\p{Lu}/u.test(after?.text ?? '');
  if (names && /^(?:where|for|whose|with|in)$/.test(before)) return true;
  const ends = after === undefined || after.kind === 'mark' || AFTER_COLUMN.test(next);
  if (!ends) return false;
  const isObject = BEFORE_COLUMN.test(before);
  if (CALLS.test(word) || (!isExact && /^(?:outlier|missing|duplicate|test)/.test(word))) return isExact && isObject;
  if (isObject && before !== 'and') return true;
  return !(next === 'and' || next === ',' || next === 'or') || !sharesObject(tokens, at + 2);
}

/** "in total", "on average", "above average", "p-value", "missing values", "group by": phrases of their own. */
function isPhrase(word: string, before: string, next: string, previous: string): boolean {
  if (/^(?:on|above|below|than|over|under)$/.test(previous) && /^(?:average|mean|median|max|min)/.test(word))
    return true;
  if (previous === 'in' && /^(?:total|number|sum|percent)$/.test(word)) return true;
  if (
    /^values?$/.test(word) &&
    /^(?:-|p|missing|unique|distinct|different|null|extreme|unusual|frequent|common|many|each)$/.test(previous)
  )
    return true;
  if (/^groups?$/.test(word) && next === 'by' && !/^(?:by|per|each|every|of)$/.test(before)) return true;
  return /^(?:rank|sort|order)$/.test(word) && next === 'by' && before === '';
}

function wordBefore(tokens: readonly Token[], at: number): string {
  let index = at - 1;
  while (ARTICLE.test(tokens[index]?.lower ?? '')) index--;
  return tokens[index]?.lower ?? '';
}

/** "min and max of price": what follows the second word belongs to the first too. */
function sharesObject(tokens: readonly Token[], from: number): boolean {
  const rest = tokens.slice(from, from + 5).map(({ lower }) => lower);
  const of = rest.indexOf('of');
  const isStatistic = (word: string) =>
    /^(?:mean|average|avg|median|sum|total|count|max|maximum|min|minimum|range|std|variance|mode|standard|deviation|and|or|,|the)$/.test(
      word,
    );
  const end = rest.findIndex((word) => !isStatistic(word));
  return isStatistic(rest[0] ?? '') && (of >= 0 ? end === of : end > 0 && !AFTER_COLUMN.test(rest[end] ?? ''));
}
