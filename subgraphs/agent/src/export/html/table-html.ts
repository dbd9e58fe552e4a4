import { escapeHtml } from '@mas/kit/escape-html';
import { cellText, cutNote, maxTableRows } from '../bounds.ts';
import type { ExportedTable } from '../export-document.ts';

/** A table of data; also for notebooks. */
export function tableHtml({ columns, rows, totalRows }: ExportedTable): string {
  const shown = rows.slice(0, maxTableRows);
  const head = columns.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('');
  const body = shown
    .map(
      (row) =>
        `<tr>${row.map((value) => `<td${numberClass(value)}>${escapeHtml(cellText(value))}</td>`).join('')}</tr>`,
    )
    .join('\n');
  const note = cutNote(shown.length, totalRows);
  return `<table><thead><tr>${head}</tr></thead>\n<tbody>${body}</tbody></table>${note === undefined ? '' : `<p>${note}</p>`}`;
}

function numberClass(value: unknown): string {
  return typeof value === 'number' ? ' class="number"' : '';
}
