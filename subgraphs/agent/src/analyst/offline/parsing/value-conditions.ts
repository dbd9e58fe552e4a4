import { isNumeric, type CatalogColumn } from '../catalog.ts';
import type { Condition, Value } from '../request.ts';
import type { ConditionSource, FoundCondition } from './found-condition.ts';
import type { ValueMention } from './value-finder.ts';

/** Words that may stand between a column and what it is compared with. */
export const FILLER =
  /^(?:is|are|was|were|be|being|has|have|had|having|value|values|of|column|strictly|a|an|the|that|which|field|score|greater|either|their|its)$/;

/** The value in the column's own type; undefined where it can never match. */
export function valueFor(column: CatalogColumn, value: Value): Value | undefined {
  if (column.type === 'BOOLEAN')
    return /^(?:true|yes|y|1|t)$/i.test(String(value))
      ? true
      : /^(?:false|no|n|0|f)$/i.test(String(value))
        ? false
        : undefined;
  if (isNumeric(column)) return Number.isFinite(Number(value)) && value !== '' ? Number(value) : undefined;
  const known = column.profile?.topValues.find((top) => top.value.toLowerCase() === String(value).toLowerCase());
  return known?.value ?? (typeof value === 'number' ? value : String(value));
}

/** Values said without an operator: `for females`, `male or female passengers`, `not in Europe`. */
export function findValueConditions({ tokens, mentions, values }: ConditionSource): FoundCondition[] {
  const runs: ValueMention[][] = [];
  for (const value of values) {
    const last = runs.at(-1)?.at(-1);
    const between = last && tokens.slice(last.end, value.start);
    if (
      last?.column === value.column &&
      between &&
      between.length <= 5 &&
      between.every(({ lower }) => /^(?:and|or|,|vs|versus|the|for|in|from|of|than)$/.test(lower))
    )
      runs.at(-1)?.push(value);
    else runs.push([value]);
  }
  return runs.flatMap((run): FoundCondition[] => {
    const [first] = run;
    const last = run.at(-1);
    if (!first || !last) return [];
    const near = mentions.find(
      (mention) =>
        [first.column, ...first.rivals].includes(mention.column) && Math.abs(mention.start - first.start) <= 5,
    );
    const column = near?.column ?? first.column;
    const before = tokens.slice(Math.max(0, first.start - 3), first.start).map(({ lower }) => lower);
    const negated = before.some((word) => /^(?:not|excluding|except|without|non|isn't|aren't|exclude)$/.test(word));
    const list = run.map(({ value }): Value => valueFor(column, value) ?? value);
    const [only] = list;
    const condition: Condition =
      list.length === 1 && only !== undefined
        ? { kind: 'compare', column: column.name, operator: negated ? '!=' : '=', value: only }
        : { kind: 'in', column: column.name, values: [...new Set(list)], negated };
    const gap =
      near && near.end <= first.start ? tokens.slice(near.end, first.start).map(({ lower }) => lower) : undefined;
    const start =
      near && gap && gap.every((word) => FILLER.test(word) || /^(?:=|in|not|equals|:)$/.test(word))
        ? near.start
        : first.start;
    const after = mentions.find((mention) => mention.column === column && mention.start === last.end);
    return [{ condition, start, end: after?.end ?? last.end }];
  });
}
