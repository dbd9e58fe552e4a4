import { isNumeric, type Catalog, type CatalogColumn } from '../catalog.ts';
import type { PreparationStep, Value } from '../request.ts';
import { mentionsIn, type MaskedText } from './masked-text.ts';

const CODE = String.raw`(?:["'“‘]([^"'”’⟦⟧]{1,20})["'”’]|(?<![\w⟦.])(-?\d+(?:\.\d+)?)(?![\w%⟧]))`;
const GONE = String.raw`(?:missing|null|nan|na|not available|unknown|invalid|unrecorded)\b`;
const STOP = String.raw`(?:(?!\b(?:fill|imput|greater|less|more|than|mean|median)\w*\b)[^.;]){0,60}?`;

const PATTERNS = [
  String.raw`${CODE}\s*(?:in ⟦\d+⟧\s*)?(?:(?:is|are|as|being|means?|marks?|denotes?|stands? for|indicates?|represents?)\b)[^.;]{0,25}?\b(?:codes?|markers?|placeholders?|sentinels?)\b[^.;]{0,15}?\b${GONE}`,
  String.raw`${CODE}\s*(?:in ⟦\d+⟧\s*)?(?:means?|marks?|denotes?|stands? for|indicates?|represents?) (?:an? |that (?:it|they|the value) (?:is|are) )?${GONE}`,
  String.raw`\b${GONE}${STOP}\b(?:written|coded|marked|recorded|encoded|given|stored|denoted|indicated|represented) (?:as|by|with)(?: the (?:code|value|text|word|string))? ${CODE}`,
  String.raw`\b(?:replac|treat|convert|turn|set|consider|regard|mark|interpret|tak)\w*${STOP}${CODE}${STOP}\b(?:with|by|as|to|into)(?: an?| being)? ${GONE}`,
];

/** "-99 is a code for missing", "a missing age is written as '?'": values that are no values. */
export function readMissingCodes(
  masked: MaskedText,
  catalog: Catalog,
  antecedent: CatalogColumn | undefined,
): PreparationStep[] {
  const codes = new Set<Value>();
  for (const pattern of PATTERNS)
    for (const match of masked.text.matchAll(new RegExp(pattern, 'gi'))) {
      const value = [match[1], match[2]].find((group) => group !== undefined);
      if (value !== undefined) codes.add(/^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value);
    }
  return [...codes].flatMap((value) =>
    columnsWith(value, masked, catalog, antecedent).map(({ name }): PreparationStep => ({
      kind: 'markMissing',
      column: name,
      value,
    })),
  );
}

function columnsWith(
  value: Value,
  masked: MaskedText,
  catalog: Catalog,
  antecedent: CatalogColumn | undefined,
): readonly CatalogColumn[] {
  const fits = (column: CatalogColumn) => (typeof value === 'number' ? isNumeric(column) : column.type === 'TEXT');
  const named = mentionsIn(masked, masked.text).map(({ column }) => column);
  if (named.length > 0) return [...new Set(named)].filter((column) => fits(column) || column.type === 'TEXT');
  if (antecedent && fits(antecedent) && !/\b(?:any|all|every|other) (?:\w+ )?columns?\b/i.test(masked.text))
    return [antecedent];
  return catalog.columns.filter((column) => fits(column) && holds(column, value));
}

function holds({ profile }: CatalogColumn, value: Value): boolean {
  const isValue = (text: string | null | undefined) =>
    text !== null && text !== undefined && (text === String(value) || (text !== '' && Number(text) === value));
  return isValue(profile?.min) || isValue(profile?.max) || (profile?.topValues ?? []).some((top) => isValue(top.value));
}
