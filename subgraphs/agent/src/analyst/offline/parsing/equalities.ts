import { isNumeric, looksNumeric, type CatalogColumn } from '../catalog.ts';
import type { Value } from '../request.ts';
import type { ColumnMention } from './column-mention.ts';
import { operandAt } from './condition-operands.ts';
import type { ConditionSource, FoundCondition } from './found-condition.ts';
import { makeCondition } from './make-condition.ts';
import { numberAt } from './numerals.ts';
import type { Token } from './words.ts';

const CUE = /^(?:where|with|whose|for|when|having|if|in|that|which|only|a|an|the|by|and|or|then|,|of|from)$/;

/** `have 8 cylinders`, `with 3 children`: the number stands before the column. */
function countedBefore(tokens: readonly Token[], mention: ColumnMention): FoundCondition | undefined {
  const number = numberAt(tokens, mention.start - 1);
  const verb = tokens[mention.start - 2]?.lower ?? '';
  if (
    number?.end !== mention.start ||
    !/^(?:have|has|having|had|with|exactly)$/.test(verb) ||
    !isNumeric(mention.column)
  )
    return undefined;
  return {
    condition: { kind: 'compare', column: mention.column.name, operator: '=', value: number.value },
    start: mention.start - 2,
    end: mention.end,
  };
}

/** "the countries of the three regions": a number that no value of a column of words is. */
function isNoValue(column: CatalogColumn, value: Value): boolean {
  if (typeof value !== 'number' || column.type !== 'TEXT' || looksNumeric(column)) return false;
  return column.profile?.topValues.every((known) => !known.value.includes(String(value))) ?? false;
}

/** `where the class is 3`, `with a grade of "A"`, `for group 2`. */
export function findEqualities({ tokens, mentions, catalog }: ConditionSource): FoundCondition[] {
  return mentions.flatMap((mention, position): FoundCondition[] => {
    const counted = countedBefore(tokens, mention);
    if (counted) return [counted];
    const before = tokens.slice(Math.max(0, mention.start - 3), mention.start).map(({ lower }) => lower);
    const isCued =
      (/^(?:is|was|are|were)$/.test(before.at(-1) ?? '') && isNumeric(mention.column)) ||
      before.some((word) => CUE.test(word) && !/^(?:a|an|the|of|and|by|,)$/.test(word)) ||
      (/^(?:and|by|,|a)$/.test(before.at(-1) ?? '') && position > 0);
    let at = mention.end;
    while (
      /^(?:is|are|was|were|of|value|values|being|equals|=|as|:|column|field)$/.test(tokens[at]?.lower ?? '') &&
      at < mention.end + 4
    )
      at++;
    const operand = operandAt({ tokens, values: [], mentions, catalog }, at);
    if (
      !isCued ||
      operand?.kind !== 'value' ||
      (at === mention.end && typeof operand.value === 'string' && tokens[at]?.kind !== 'quoted')
    )
      return [];
    const isAsked = /^(?:is|was|are|were)$/.test(before.at(-1) ?? '');
    if (at === mention.end && mention.column.type === 'FLOAT' && !isAsked) return [];
    if (isNoValue(mention.column, operand.value)) return [];
    const named = mentions.some((other) => other !== mention && other.start <= at && at < other.end);
    const condition = named ? undefined : makeCondition(mention.column, '=', operand);
    return condition ? [{ condition, start: mention.start, end: operand.end }] : [];
  });
}
