import type { QuestionContext } from '../../analyst.ts';
import { findColumn, isCategorical, isNumeric, type Catalog, type CatalogColumn } from '../catalog.ts';
import { isUnderstood } from '../parsing/is-understood.ts';
import { parseQuestion } from '../parsing/parse-question.ts';
import type { AnalysisRequest } from '../request.ts';
import { interestingColumns, quote, suggestQuestions } from '../suggestions.ts';
import type { Understanding } from '../understanding.ts';
import { isAnswered } from './answered-questions.ts';

const mostQuestions = 4;

/**
 * Questions that lead on from the one that was asked, each complete in itself and one that can be answered, and none that this
 * answer or an earlier one has answered already.
 */
export function nextQuestions(context: QuestionContext, { parsed, catalog }: Understanding): readonly string[] {
  const [request] = parsed.requests;
  const leads = request === undefined ? [] : leadsFrom(request, catalog);
  const earlier = context.memory.conversation.filter(({ role }) => role === 'user').map(({ content }) => content);
  const answered = [...parsed.requests, ...earlier.flatMap((question) => parseQuestion(question, catalog).requests)];
  const candidates = [...new Set([...leads, ...suggestQuestions(context.dataset)])];
  return candidates
    .filter((question) => isUnderstood(question, catalog) && !isAnswered(question, answered, catalog))
    .slice(0, mostQuestions);
}

/** The same measure seen in other ways, and the same groups with another measure. */
function leadsFrom(request: AnalysisRequest, catalog: Catalog): readonly string[] {
  const { measures, groups, dates } = interestingColumns(catalog);
  const known = (name: string | undefined) => (name === undefined ? undefined : findColumn(catalog, name));
  const measure = request.measures.map(known).find(isNumeric) ?? measures[0];
  const asked = known(request.groups[0]?.column);
  const group = isCategorical(asked) ? asked : undefined;
  if (measure === undefined) return group ? [`How many rows are there by ${quote(group)}?`] : [];
  const others = (columns: readonly CatalogColumn[], ...used: readonly (CatalogColumn | undefined)[]) =>
    columns.find(({ name }) => used.every((column) => column?.name !== name));
  const other = others(measures, measure);
  const otherGroup = others(groups, group);
  const name = quote(measure);
  const questions: (readonly [analysis: string, question: string | undefined])[] = [
    ['compare-groups', group && `Does ${name} differ significantly by ${quote(group)}?`],
    ['', otherGroup && `What is the average ${name} by ${quote(otherGroup)}?`],
    ['trend', dates.length > 0 ? `How has ${name} changed over time?` : undefined],
    ['correlation', other && `Is there a correlation between ${name} and ${quote(other)}?`],
    ['distribution', `How is ${name} distributed?`],
    ['outliers', `Are there outliers in ${name}?`],
    ['', other && group && `What is the average ${quote(other)} by ${quote(group)}?`],
  ];
  return questions.flatMap(([analysis, question]) =>
    question === undefined || analysis === request.analysis ? [] : [question],
  );
}
