import { escapeHtml } from '@mas/kit/escape-html';
import MarkdownItClass, { type MarkdownIt } from 'markdown-it';
import type { ReportedNumber } from '../../events/run-event.ts';
import { markNumbers } from '../mark-numbers.ts';

/** Private-use characters: no report has them, because they are taken out of it first. */
const opening = '\ue000';
const closing = '\ue001';
const anyMark = /[\ue000\ue001]/g;

const markup = '<mark title="No executed result holds this number.">$1</mark>';

/**
 * A report as HTML: Markdown without its HTML, without pictures, whose sources would be elsewhere, and without links, whose addresses
 * a model wrote after it had read the data: both are seen as they were written.
 */
export function reportHtml(report: string, numbers: readonly ReportedNumber[]): string {
  const clean = report.replace(anyMark, '\ufffd'); // of the same length: the numbers' places stay
  return renderer()
    .render(markNumbers(clean, numbers, (text) => opening + text + closing))
    .replace(anyMark, '');
}

function renderer(): MarkdownIt {
  const markdown = new MarkdownItClass({ html: false, linkify: false, typographer: false });
  markdown.disable(['image', 'link', 'autolink', 'reference']);
  markdown.renderer.rules['text'] = (tokens, index) =>
    escapeHtml(tokens[index]?.content ?? '').replace(/\ue000([^\ue000\ue001]*)\ue001/g, markup);
  return markdown;
}
