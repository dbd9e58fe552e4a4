import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Artifact } from '../graph/run-event.ts';
import type { CodeRecord, RunRecord } from '../run-record.ts';
import { chartPage, type ChartLibraries, loadChartLibraries } from './chart-page.ts';
import { slug } from './slug.ts';
import { tableCsv } from './table-csv.ts';

export interface SavedAnswer {
  /** Every file, in the order of their names. */
  readonly paths: readonly string[];
  /** The paths of each artifact's files by their kind (png, svg, html, csv), in the artifacts' order. */
  readonly artifacts: readonly Readonly<Record<string, string>>[];
}

type Content = string | Uint8Array;

/** Saves the answer as Markdown, when there is one, and its charts, tables and code beside it. */
export async function saveAnswer(folder: string, record: RunRecord): Promise<SavedAnswer> {
  await mkdir(folder, { recursive: true });
  const libraries = record.artifacts.some(isDrawable) ? await loadChartLibraries() : undefined;
  const artifacts = nameArtifacts(record.artifacts).map(({ stem, artifact }) =>
    Object.entries(contentsOf(artifact, libraries)).map(([kind, content]) => ({
      kind,
      path: join(folder, `${stem}.${kind}`),
      content,
    })),
  );
  const files = [
    ...(record.answer === '' ? [] : [{ path: join(folder, 'answer.md'), content: markdown(record) }]),
    ...nameCode(record.code).map(({ name, source }) => ({ path: join(folder, name), content: source })),
    ...artifacts.flat(),
  ];
  await Promise.all(files.map(({ path, content }) => writeFile(path, content)));
  return {
    paths: files.map(({ path }) => path).toSorted(),
    artifacts: artifacts.map((own) => Object.fromEntries(own.map(({ kind, path }) => [kind, path]))),
  };
}

function isDrawable({ kind, spec }: Artifact): boolean {
  return kind === 'CHART' && typeof spec === 'object' && spec !== null;
}

function nameArtifacts(artifacts: readonly Artifact[]) {
  return artifacts.map((artifact, index) => {
    const number = artifacts.slice(0, index + 1).filter(({ kind }) => kind === artifact.kind).length;
    const parts = [artifact.kind.toLowerCase(), String(number), slug(artifact.title)];
    return { artifact, stem: parts.filter((part) => part !== '').join('-') };
  });
}

function contentsOf(artifact: Artifact, libraries: ChartLibraries | undefined): Readonly<Record<string, Content>> {
  const { png, svg, spec, title, columns, rows } = artifact;
  return {
    ...(png != null && { png: Buffer.from(png, 'base64') }),
    ...(svg != null && { svg }),
    ...(libraries && isDrawable(artifact) && { html: chartPage(title, spec, libraries) }),
    ...(columns != null && rows != null && { csv: tableCsv(columns, rows) }),
  };
}

const extensions: Readonly<Record<string, string>> = { javascript: 'js', python: 'py' };

function nameCode(code: readonly CodeRecord[]) {
  return code.map(({ subtask, attempt, language, source }) => ({
    name: `code-${subtask + 1}${attempt === 0 ? '' : `-repair-${attempt}`}.${extensions[language] ?? 'txt'}`,
    source,
  }));
}

function markdown({ question, answer, artifacts }: RunRecord): string {
  const images = nameArtifacts(artifacts)
    .filter(({ artifact }) => artifact.png != null)
    .map(({ stem, artifact }) => `![${artifact.title.replaceAll(/[[\]\s]+/g, ' ')}](${encodeURI(stem)}.png)`);
  return `${[`> ${question.replaceAll('\n', '\n> ')}`, answer.trim(), ...images].join('\n\n')}\n`;
}
