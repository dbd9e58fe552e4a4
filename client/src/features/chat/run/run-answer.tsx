import { useEffect, useMemo, useState } from 'react';
import { classNames } from '../../../lib/class-names.ts';
import { prepareReports, Report } from '../report/report.tsx';
import { useGrowing } from '../use-growing.ts';
import { useUnhurried } from '../use-unhurried.ts';
import type { RunView } from './run-view.ts';
import { type AnswerPart, splitAnswer } from './split-answer.ts';

interface RunAnswerProps {
  readonly view: RunView;
  readonly isStreaming: boolean;
  readonly isNear: boolean;
}

const redrawMs = 150;
/** Of more the browser lays out those in sight only. */
const fewParts = 4;
const noNumbers: AnswerPart['numbers'] = [];

/**
 * The report, part by part; text that streams in changes only the last one, and when it has ended the numbers are marked a few
 * parts at a time. A part that is far away, or not drawn yet, is its bare text: cheap, and still there for the browser's own search.
 */
export function RunAnswer({ view: { report, numbers }, isStreaming, isNear }: RunAnswerProps) {
  const answer = useMemo(() => ({ report, numbers, isStreaming }), [report, numbers, isStreaming]);
  const unhurried = useUnhurried(answer, redrawMs, isNear);
  const shown = unhurried ?? answer;
  const parts = useMemo(() => splitAnswer(shown.report, shown.numbers), [shown]);
  const drawn = useGrowing(unhurried === undefined ? 0 : parts.length);
  const [wasFollowed] = useState(isStreaming);
  const marked = useGrowing(shown.isStreaming ? 0 : parts.length);
  useEffect(prepareReports, []);
  if (report === '') return null;
  const last = parts.length - 1;
  return (
    <div className="text-[0.9375rem] leading-relaxed break-words">
      {parts.map((part, index) => (
        <div
          key={index}
          className={classNames(index < last && 'mb-3', index < last && last >= fewParts && 'lazy-part')}
        >
          {index < drawn ? (
            <Report
              text={part.text}
              numbers={wasFollowed && index >= marked ? noNumbers : part.numbers}
              isStreaming={shown.isStreaming && index === last}
            />
          ) : (
            <p className="whitespace-pre-wrap">{part.text}</p>
          )}
        </div>
      ))}
    </div>
  );
}
