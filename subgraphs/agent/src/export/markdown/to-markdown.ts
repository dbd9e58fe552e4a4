import type { CodeCell } from '../../events/code-cells.ts';
import { cellText, cutNote, maxTableRows, shortened } from '../bounds.ts';
import type { ExportDocument, ExportedAnswer, ExportedArtifact, ExportedChart } from '../export-document.ts';
import { answerFacts, documentFacts, headlineOf, nothingAnswered, unverifiedLegend } from '../facts.ts';
import { hasUnverified, markNumbers } from '../mark-numbers.ts';
import { chartData } from './chart-data.ts';
import { fenced, harmlessMarkdown, markdownTable, plainText, quotation } from './markdown-text.ts';

/**
 * GitHub's Markdown in one file. A chart is a picture in the text itself (`data:`): editors, GitLab, Gitea and pandoc show it.
 * GitHub takes such pictures out (https://github.com/github/markup/issues/270), so its data stand below it,
 * folded up where the reader shows the picture.
 */
export function toMarkdown(document: ExportDocument): string {
  const { title, answers } = document;
  const blocks = [
    `# ${plainText(title)}`,
    plainText(documentFacts(document)),
    ...answers.flatMap((answer) => answerBlocks(answer, title)),
  ];
  if (answers.length === 0) blocks.push(nothingAnswered);
  return `${blocks.join('\n\n')}\n`;
}

function answerBlocks(answer: ExportedAnswer, title: string): readonly string[] {
  const { parts, error } = answer;
  const facts = answerFacts(answer).map(([name, value]) => `- **${name}:** ${plainText(value)}`);
  const code = parts.flatMap(({ title: part, code: cells }) =>
    cells.length > 0 ? [`#### ${plainText(part)}`, ...cells.flatMap(cellBlocks)] : [],
  );
  return [
    '---',
    ...questionBlocks(answer, title),
    facts.join('\n'),
    '### Answer',
    ...(error === undefined ? [] : [`**It failed:** ${plainText(error.message)}`]),
    ...reportBlocks(answer),
    ...parts.flatMap(({ artifacts }) => artifacts.flatMap(artifactBlocks)),
    ...(code.length > 0 ? ['### Code', ...code] : []),
  ];
}

/** The question as a heading, where the document's own is another, and in full where that is shorter. Also for notebooks. */
export function questionBlocks({ question }: ExportedAnswer, title: string): readonly string[] {
  const headline = headlineOf(question);
  return [
    ...(headline === title ? [] : [`## ${plainText(headline)}`]),
    ...(headline === question.trim() ? [] : [quotation(question.trim())]),
  ];
}

/** The report, with what it cannot vouch for marked. Also for notebooks. */
export function reportBlocks({ report, numbers }: ExportedAnswer): readonly string[] {
  const marked = harmlessMarkdown(markNumbers(report, numbers, (text) => `${text} ⚠`)).trimEnd();
  return hasUnverified(numbers) ? [marked, `⚠ marks ${unverifiedLegend}`] : [marked];
}

function artifactBlocks(artifact: ExportedArtifact): readonly string[] {
  const heading = `**${plainText(artifact.title)}**`;
  if (artifact.kind === 'chart') return [heading, picture(artifact), ...foldedData(artifact)];
  const rows = artifact.rows.slice(0, maxTableRows);
  const note = cutNote(rows.length, artifact.totalRows);
  return [
    heading,
    markdownTable(
      artifact.columns,
      rows.map((row) => row.map(cellText)),
    ),
    ...(note === undefined ? [] : [note]),
  ];
}

function picture({ title, svg }: ExportedChart): string {
  return `![${plainText(title)}](data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')})`;
}

function foldedData({ spec }: ExportedChart): readonly string[] {
  const data = chartData(spec);
  if (data === undefined) return [];
  return ['<details><summary>The data of the chart</summary>', markdownTable(data.columns, data.rows), '</details>'];
}

function cellBlocks({ attempt, language, source, output, result, error }: CodeCell): readonly string[] {
  return [
    ...(attempt > 0 ? [`Repair ${attempt}:`] : []),
    fenced(language, source),
    ...(output === '' ? [] : ['Printed:', fenced('text', shortened(output))]),
    ...(result === undefined ? [] : ['Result:', fenced('json', shortened(JSON.stringify(result, null, 2)))]),
    ...(error === undefined ? [] : ['Failed:', fenced('text', shortened(`${error.name}: ${error.message}`))]),
  ];
}
