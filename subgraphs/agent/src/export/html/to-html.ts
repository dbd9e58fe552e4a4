import { escapeHtml, scriptJson } from '@mas/kit/escape-html';
import { createHash } from 'node:crypto';
import { harmlessSpec } from '../../charts/harmless-spec.ts';
import type { JsonObject } from '../../sandbox/sandbox.ts';
import type { ChartScript } from '../chart-script/chart-script.ts';
import type { ExportDocument, ExportedAnswer, ExportedChart } from '../export-document.ts';
import { documentFacts, nothingAnswered } from '../facts.ts';
import { answerHtml, figureHtml } from './answer-html.ts';
import { styles } from './styles.ts';

/**
 * One file that opens from a disk and asks nobody for anything: its charts are such as reach nothing, its script draws without a
 * loader, and its policy lets run that one script, whose hash it names, and nothing be fetched. Charts are drawn by that script over their pictures, which stay for printers and where scripts are off.
 */
export function toHtml(document: ExportDocument, chartScript: ChartScript): Promise<string> {
  const { title, answers } = document;
  const firstCharts = startsOf(answers);
  const articles = answers.map((answer, index) => answerHtml(answer, title, firstCharts[index] ?? 0)).join('\n');
  const facts = `<p class="facts">${escapeHtml(documentFacts(document))}</p>`;
  const body = `<header><h1>${escapeHtml(title)}</h1>${facts}</header>
${articles === '' ? `<p>${nothingAnswered}</p>` : articles}`;
  return pageHtml({ title, body, specs: answers.flatMap(chartSpecs) }, chartScript);
}

/** One chart, in the same manner. */
export function chartToHtml(chart: ExportedChart, chartScript: ChartScript): Promise<string> {
  return pageHtml({ title: chart.title, body: figureHtml(chart, 0), specs: [chart.spec] }, chartScript);
}

interface Page {
  readonly title: string;
  readonly body: string;
  /** Of its charts, in the order of their numbers. */
  readonly specs: readonly JsonObject[];
}

async function pageHtml({ title, body, specs }: Page, chartScript: ChartScript): Promise<string> {
  const script = specs.length > 0 ? await chartScript.read() : undefined;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${styles}</style>
</head>
<body>
<main>
${body}
</main>
${script === undefined ? '' : chartElements(specs, script)}</body>
</html>
`;
}

/** Styles are the page's own and Vega's; neither can load anything. */
function policy(script: string | undefined): string {
  const hash = script === undefined ? undefined : createHash('sha256').update(script).digest('base64');
  return [
    "default-src 'none'",
    ...(hash === undefined ? [] : [`script-src 'sha256-${hash}'`]),
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function chartElements(specs: readonly JsonObject[], script: string): string {
  const harmless = specs.map((spec) => harmlessSpec(spec).spec); // also of charts that were stored before there was a list
  return `<script type="application/json" id="charts">${scriptJson(harmless)}</script>\n<script>${script}</script>\n`;
}

function chartSpecs({ parts }: ExportedAnswer): readonly JsonObject[] {
  return parts.flatMap(({ artifacts }) =>
    artifacts.flatMap((artifact) => (artifact.kind === 'chart' ? [artifact.spec] : [])),
  );
}

/** The number of each answer's first chart, counted through the document. */
function startsOf(answers: readonly ExportedAnswer[]): readonly number[] {
  let next = 0;
  return answers.map((answer) => {
    const first = next;
    next += chartSpecs(answer).length;
    return first;
  });
}
