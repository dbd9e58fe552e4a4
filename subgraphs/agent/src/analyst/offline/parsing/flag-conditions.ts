import { yesCondition } from './flags.ts';
import type { Condition } from '../request.ts';
import type { ConditionSource, FoundCondition } from './found-condition.ts';

/** "returned orders", "passengers who survived", "were not returned": a yes/no column that says which rows are meant. */
export function findFlagConditions({ tokens, mentions }: ConditionSource): FoundCondition[] {
  return mentions.flatMap(({ column, start, end }): FoundCondition[] => {
    const yes = yesCondition(column);
    const before = [1, 2, 3].map((offset) => tokens[start - offset]?.lower ?? '');
    const negated = /^(?:not|never|non|-)$/.test(before[0] ?? '');
    const [verb = '', subject = ''] = negated ? before.slice(1) : before;
    const isRelative =
      /^(?:who|that|were|was)$/.test(verb) ||
      (/^(?:have|had|has|are|is)$/.test(verb) && /^(?:who|that|which)$/.test(subject));
    const noun = tokens[end]?.lower ?? '';
    const isAdjective =
      /^\p{L}{2,}[^s\W]s$|^people$/u.test(noun) &&
      !/^(?:values?|is|was|has|does|rates?|columns?|counts?|means?|averages?|differs?|depends|versus|vs|across)$/.test(
        noun,
      ) &&
      !/^(?:by|per|each|every|and|between|across)$/.test(before[0] ?? '') &&
      !mentions.some((other) => other.start === end && other.how === 'name');
    if (!yes || !(isRelative || isAdjective)) return [];
    const condition: Condition = negated && yes.kind === 'compare' ? { ...yes, operator: '!=' } : yes;
    return [{ condition, start: negated ? start - 1 : start, end }];
  });
}
