import { memo, useMemo } from 'react';
import ReactMarkdown, { type Components, type Options } from 'react-markdown';
import rehypeKatex from 'rehype-katex';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { markNumbers } from './mark-numbers.ts';
import { NumberWithSource } from './number-with-source.tsx';
import type { ReportNumberData } from './report-number.ts';

interface MarkdownProps {
  readonly text: string;
  readonly numbers: readonly ReportNumberData[];
}

type Plugins = NonNullable<Options['remarkPlugins']>;

/** MathML is drawn by the browser itself: no fonts, no styles. */
const rehypePlugins: Plugins = [[rehypeKatex, { output: 'mathml', throwOnError: false, strict: 'ignore' }]];

/** Links of an answer are words of a model: they open elsewhere and carry nothing. Pictures are not loaded at all. */
const components: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer noopener nofollow">
      {children}
    </a>
  ),
  img: ({ alt }) => <em>{alt}</em>,
  table: ({ children }) => (
    <div role="group" aria-label="Table" tabIndex={0} className="overflow-x-auto">
      <table>{children}</table>
    </div>
  ),
  data: NumberWithSource,
};

function Markdown({ text, numbers }: MarkdownProps) {
  const remarkPlugins = useMemo<Plugins>(
    () => [remarkGfm, [remarkMath, { singleDollarTextMath: false }], markNumbers(numbers)],
    [numbers],
  );
  return (
    <ReactMarkdown remarkPlugins={remarkPlugins} rehypePlugins={rehypePlugins} components={components}>
      {text}
    </ReactMarkdown>
  );
}

export default memo(Markdown);
