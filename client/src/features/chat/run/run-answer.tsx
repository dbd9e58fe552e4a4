import { useEffect, useMemo } from 'react';
import { classNames } from '../../../lib/class-names.ts';
import { prepareReports, Report } from '../report/report.tsx';
import { useGrowing } from '../use-growing.ts';
import { useUnhurried } from '../use-unhurried.ts';
import type { RunView } from './run-view.ts';
import { splitAnswer } from './split-answer.ts';

interface RunAnswerProps {
  readonly view: RunView;
  readonly isStreaming: boolean;
  readonly isNear: boolean;
}

const redrawMs = 150;
/** Of more the browser lays out those in sight only. */
const fewParts = 4;

/**
 * The report, part by part; text that streams in changes only the last one. What is far away, or not drawn yet, is its bare
 * text: cheap, and still there for the browser's own search.
 */
export function RunAnswer({ view: { report, numbers }, isStreaming, isNear }: RunAnswerProps) {
  const answer = useMemo(() => ({ report, numbers, isStreaming }), [report, numbers, isStreaming]);
  const shown = useUnhurried(answer, redrawMs, isNear);
  const parts = useMemo(() => (shown === undefined ? [] : splitAnswer(shown.report, shown.numbers)), [shown]);
  const drawn = useGrowing(parts.length);
  const bare = shown === undefined ? report : parts.slice(drawn).reduce((text, part) => text + part.text, '');
  useEffect(prepareReports, []);
  if (report === '') return null;
  return (
    <div className={classNames('grid min-w-0 gap-3', parts.length > fewParts && 'long-answer')}>
      {parts.slice(0, drawn).map((part, index) => (
        <Report
          key={index}
          text={part.text}
          numbers={part.numbers}
          isStreaming={shown?.isStreaming === true && index === parts.length - 1}
        />
      ))}
      {bare !== '' && (
        <p className="min-w-0 text-[0.9375rem] leading-relaxed break-words whitespace-pre-wrap">{bare}</p>
      )}
    </div>
  );
}
