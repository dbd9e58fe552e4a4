import { escapeHtml } from '@mas/kit/escape-html';
import type { CodeCell } from '../../events/code-cells.ts';
import { shortened } from '../bounds.ts';
import type { ExportedAnswer, ExportedArtifact, ExportedPart } from '../export-document.ts';
import { answerFacts, unverifiedLegend } from '../facts.ts';
import { hasUnverified } from '../mark-numbers.ts';
import { reportHtml } from './report-html.ts';
import { tableHtml } from './table-html.ts';

/** One answer. @param title of the document: not said again. @param firstChart the number of its first chart among all charts of the document. */
export function answerHtml(answer: ExportedAnswer, title: string, firstChart: number): string {
  const { question, error, report, numbers, parts } = answer;
  const facts = answerFacts(answer).map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`);
  const legend = hasUnverified(numbers) ? `<p class="facts"><mark>Highlighted</mark>: ${unverifiedLegend}</p>` : '';
  const failure = error === undefined ? '' : `<p class="failure">It failed: ${escapeHtml(error.message)}</p>`;
  let chart = firstChart;
  const figures = parts.flatMap(({ artifacts }) =>
    artifacts.map((artifact) => figureHtml(artifact, artifact.kind === 'chart' ? chart++ : 0)),
  );
  return `<article>
${question.trim() === title ? '' : `<h2>${escapeHtml(question.trim())}</h2>`}
<dl>${facts.join('')}</dl>
${failure}<div class="report">${reportHtml(report, numbers)}</div>${legend}
${figures.join('\n')}
${codeHtml(parts)}
</article>`;
}

/** @param chart its number among all charts of the document; of no meaning for a table. */
export function figureHtml(artifact: ExportedArtifact, chart: number): string {
  const caption = `<figcaption>${escapeHtml(artifact.title)}</figcaption>`;
  if (artifact.kind === 'table') return `<figure>${caption}<div class="scroll">${tableHtml(artifact)}</div></figure>`;
  const ownCaption = 'title' in artifact.spec ? '' : caption; // a chart that bears its title needs no other
  const source = `data:image/svg+xml;base64,${Buffer.from(artifact.svg).toString('base64')}`;
  const still = `<img class="still" alt="${escapeHtml(artifact.title)}" src="${source}">`;
  const ground = 'background' in artifact.spec ? ' class="own-ground"' : '';
  return `<figure data-chart="${chart}"${ground}>${ownCaption}<div class="scroll">${still}<div class="live"></div></div></figure>`;
}

function codeHtml(parts: readonly ExportedPart[]): string {
  const blocks = parts.flatMap(({ title, code }) =>
    code.length > 0 ? [`<h4>${escapeHtml(title)}</h4>${code.map(cellHtml).join('\n')}`] : [],
  );
  return blocks.length === 0 ? '' : `<details><summary>Code</summary>${blocks.join('\n')}</details>`;
}

function cellHtml({ attempt, language, source, output, result, error }: CodeCell): string {
  const block = (label: string, text: string) =>
    `<p class="facts">${escapeHtml(label)}</p><pre><code>${escapeHtml(text)}</code></pre>`;
  return [
    block(attempt > 0 ? `${language}, repair ${attempt}` : language, source),
    ...(output === '' ? [] : [block('Printed', shortened(output))]),
    ...(result === undefined ? [] : [block('Result', shortened(JSON.stringify(result, null, 2)))]),
    ...(error === undefined ? [] : [block('Failed', shortened(`${error.name}: ${error.message}`))]),
  ].join('\n');
}
