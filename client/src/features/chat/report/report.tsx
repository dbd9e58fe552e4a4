import { lazy, memo, Suspense } from 'react';
import type { ReportNumberData } from './report-number.ts';
import { splitBlocks } from './split-blocks.ts';

const loadMarkdown = () => import('./markdown.tsx');
const Markdown = lazy(loadMarkdown);

/** Fetches what draws reports before the first one is there. */
export function prepareReports(): void {
  loadMarkdown().catch(() => undefined); // tried again, and said, when a report is drawn
}

interface ReportProps {
  /** Markdown. */
  readonly text: string;
  /** Empty until the report is finished and checked. */
  readonly numbers: readonly ReportNumberData[];
  readonly isStreaming: boolean;
}

/**
 * The answer. While it streams in, only its last block is read again with each piece of text; when it is finished it is read
 * as a whole, with its numbers marked.
 */
export const Report = memo(function Report({ text, numbers, isStreaming }: ReportProps) {
  const blocks = isStreaming ? splitBlocks(text) : [text];
  return (
    <div className="report">
      <Suspense fallback={<p className="whitespace-pre-wrap">{text}</p>}>
        {blocks.map((block, index) => (
          <Markdown key={index} text={block} numbers={isStreaming ? none : numbers} />
        ))}
      </Suspense>
    </div>
  );
});

const none: readonly ReportNumberData[] = [];
