import { javascript } from '@codemirror/lang-javascript';
import { python } from '@codemirror/lang-python';
import { classHighlighter, highlightCode } from '@lezer/highlight';
import { useMemo, type ReactNode } from 'react';

interface HighlightedCodeProps {
  readonly language: string;
  readonly source: string;
}

/** Code in colours, read only: the editor's parsers without an editor. */
export default function HighlightedCode({ language, source }: HighlightedCodeProps) {
  return useMemo(() => highlight(language, source), [language, source]);
}

function highlight(language: string, source: string): ReactNode {
  const { parser } = (language === 'python' ? python() : javascript()).language;
  const pieces: ReactNode[] = [];
  highlightCode(
    source,
    parser.parse(source),
    classHighlighter,
    (text, classes) =>
      pieces.push(
        classes === '' ? (
          text
        ) : (
          <span key={pieces.length} className={classes}>
            {text}
          </span>
        ),
      ),
    () => pieces.push('\n'),
  );
  return pieces;
}
