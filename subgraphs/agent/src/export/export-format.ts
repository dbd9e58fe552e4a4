import type { ChartScript } from './chart-script/chart-script.ts';
import type { ExportDocument } from './export-document.ts';
import { toHtml } from './html/to-html.ts';
import { toMarkdown } from './markdown/to-markdown.ts';
import { toNotebook } from './notebook/to-notebook.ts';

export type ExportFormat = 'MARKDOWN' | 'HTML' | 'NOTEBOOK';

export interface FormatDescription {
  readonly extension: string;
  readonly mediaType: string;
  readonly render: (document: ExportDocument, chartScript: ChartScript) => string | Promise<string>;
}

export const exportFormats: Readonly<Record<ExportFormat, FormatDescription>> = {
  MARKDOWN: { extension: 'md', mediaType: 'text/markdown; charset=utf-8', render: toMarkdown },
  HTML: { extension: 'html', mediaType: 'text/html; charset=utf-8', render: toHtml },
  NOTEBOOK: { extension: 'ipynb', mediaType: 'application/x-ipynb+json', render: toNotebook },
};
