import type { CodeCell } from '../../events/code-cells.ts';
import type { ExportDocument, ExportedAnswer, ExportedPart } from '../export-document.ts';
import { answerFacts, documentFacts, nothingAnswered } from '../facts.ts';
import { plainText } from '../markdown/markdown-text.ts';
import { questionBlocks, reportBlocks } from '../markdown/to-markdown.ts';
import { artifactOutput, cellOutputs, type NotebookOutput } from './notebook-outputs.ts';

interface NotebookCell {
  readonly cell_type: 'markdown' | 'code';
  readonly metadata: object;
  readonly source: string;
  readonly execution_count?: number;
  readonly outputs?: readonly NotebookOutput[];
}

const sandboxNote =
  'The code ran in a sandbox that gave it `sql()`, `result()`, `chart()` and `table()` over the dataset; its outputs are kept here as they came out.';

/** A notebook of format 4.5 (https://nbformat.readthedocs.io/en/latest/format_description.html). */
export function toNotebook(document: ExportDocument): string {
  const { title, answers } = document;
  let executions = 0;
  const cells = [
    markdownCell([`# ${plainText(title)}`, plainText(documentFacts(document)), sandboxNote]),
    ...(answers.length === 0 ? [markdownCell([nothingAnswered])] : []),
    ...answers.flatMap((answer) => [
      questionCell(answer, title),
      ...answer.parts.flatMap((part) => codeCells(part, () => ++executions)),
    ]),
  ];
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { ...languageMetadata(answers), title },
    cells: cells.map((cell, index) => ({ id: `cell-${index}`, ...cell })),
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

function questionCell(answer: ExportedAnswer, title: string): NotebookCell {
  const facts = answerFacts(answer).map(([name, value]) => `- **${name}:** ${plainText(value)}`);
  const failure = answer.error === undefined ? [] : [`**It failed:** ${plainText(answer.error.message)}`];
  return markdownCell([...questionBlocks(answer, title), facts.join('\n'), ...failure, ...reportBlocks(answer)]);
}

/** What a part shows came out of its last piece of code. */
function codeCells({ code, artifacts }: ExportedPart, count: () => number): readonly NotebookCell[] {
  return code.map((cell, index) => {
    const shown = index === code.length - 1 ? artifacts.map(artifactOutput) : [];
    return codeCell(cell, count(), [...cellOutputs(cell), ...shown]);
  });
}

function codeCell({ source }: CodeCell, executionCount: number, outputs: readonly NotebookOutput[]): NotebookCell {
  return { cell_type: 'code', metadata: {}, source, execution_count: executionCount, outputs };
}

function markdownCell(blocks: readonly string[]): NotebookCell {
  return { cell_type: 'markdown', metadata: {}, source: blocks.join('\n\n') };
}

const languages = {
  javascript: {
    kernelspec: { name: 'javascript', display_name: 'JavaScript', language: 'javascript' },
    language_info: { name: 'javascript', file_extension: '.js', mimetype: 'text/javascript' },
  },
  python: {
    kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' },
    language_info: { name: 'python', file_extension: '.py', mimetype: 'text/x-python' },
  },
} as const;

/** A notebook has one language: that of its first code. */
function languageMetadata(answers: readonly ExportedAnswer[]): object {
  const first = answers.flatMap(({ parts }) => parts.flatMap(({ code }) => code)).at(0);
  return first?.language === 'python' ? languages.python : languages.javascript;
}
