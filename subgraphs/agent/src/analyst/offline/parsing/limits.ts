import type { Catalog } from '../catalog.ts';
import { nameWords } from './words.ts';

/** What the offline analyst cannot do, told by the wording, with the sentence that says so. */
const LIMITS: readonly (readonly [pattern: RegExp, sentence: string])[] = [
  [
    /^\s*(?:and |but |so )?why\b|\bwhat (?:is |are |was |were )?(?:the )?(?:causes?|caused|causing|reasons?)\b|\breasons? (?:for|behind|why)\b|\bcauses? of\b|\bwhat (?:explains|drives|drove|is driving|is behind|led to)\b|\bexplain why\b/i,
    '**I cannot say why**: data show what goes together, not what causes it.',
  ],
  [
    /\bforecast\w*|\bprojections?\b|\bextrapolat\w+|\b(?:predict|expect|estimate|be)\b.{0,60}\b(?:next (?:\d+ |few |two |three )?(?:years?|months?|quarters?|weeks?|days?)|in the future)\b|\bwhat will\b/i,
    '**I cannot forecast**: I describe what the data hold and compute no future values.',
  ],
  [
    /\b(?:pie|doughnut|donut) ?(?:charts?|graphs?|plots?|diagrams?)\b/i,
    '**I draw no pie charts**: a bar for each share shows the same and is easier to compare.',
  ],
  [
    /\b(?:on|as|draw|plot|show|make|create) (?:a |the )?(?:\w+ )?(?<!heat ?)map\b|\bchoropleth\b|\bgeographic(?:al)?(?:ly)?\b/i,
    '**I draw no maps**: places are compared by their names.',
  ],
  [
    /\b(?:cluster(?:s|ing)?|k-?means|segmentation|pca|principal components?)\b/i,
    '**I cannot find clusters**: I compare the groups that the data name.',
  ],
  [
    /\b(?:logistic regression|random forests?|decision trees?|neural net\w*|gradient boosting|xgboost|svm|naive bayes|deep learning|machine learning)\b/i,
    '**Of models I know linear regression only.**',
  ],
];

/** The sentences that have to come before any answer: what was asked for and cannot be had. */
export function findLimits(question: string, catalog: Catalog): string[] {
  const names = new Set(catalog.columns.flatMap(({ name }) => nameWords(name)));
  return LIMITS.flatMap(([pattern, sentence]) => {
    const said = pattern.exec(question)?.[0];
    const words = nameWords(said ?? '');
    const isName = words.length <= 2 && words.some((word) => names.has(word));
    return said === undefined || isName ? [] : [sentence];
  });
}

/** What lies ahead of the data cannot be modelled from its columns alone. */
export function isForecast(text: string): boolean {
  return LIMITS[1]?.[0].test(text) ?? false;
}
