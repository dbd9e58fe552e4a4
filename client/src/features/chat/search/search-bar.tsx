import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { useDeferredValue, useMemo, useState, type KeyboardEvent, type RefObject } from 'react';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import type { ConversationRun } from '../history/run-fragment.ts';
import { findMatches } from './find-matches.ts';
import { useHighlight } from './use-highlight.ts';

interface SearchBarProps {
  readonly runs: readonly ConversationRun[];
  /** Whether earlier questions are still being fetched. */
  readonly isLoading: boolean;
  readonly content: RefObject<Element | null>;
  readonly onGoTo: (runId: string, text: string) => void;
  readonly onClose: () => void;
}

/** Searches the questions and answers of the session, the newest match first. */
export function SearchBar({ runs, isLoading, content, onGoTo, onClose }: SearchBarProps) {
  const [text, setText] = useState('');
  const needle = useDeferredValue(text);
  const matches = useMemo(() => findMatches(runs, needle), [runs, needle]);
  const [current, setCurrent] = useState<string>();
  const found = current === undefined ? -1 : matches.indexOf(current);
  const place = found < 0 ? matches.length : found;
  useHighlight(content, needle);

  const goTo = (index: number): void => {
    const id = matches.at(((index % matches.length) + matches.length) % matches.length);
    if (id === undefined) return;
    setCurrent(id);
    onGoTo(id, needle);
  };
  const change = (next: string): void => {
    setText(next);
    const nextMatches = findMatches(runs, next);
    const newest = nextMatches.at(-1);
    if (newest === undefined || (current !== undefined && nextMatches.includes(current))) return;
    setCurrent(newest);
    onGoTo(newest, next);
  };

  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose();
    if (event.key !== 'Enter') return;
    event.preventDefault();
    goTo(event.shiftKey ? place + 1 : place - 1);
  };
  return (
    <search className="flex min-w-0 flex-1 items-center gap-1">
      <label className="relative min-w-0 flex-1">
        <span className="sr-only">Search this conversation</span>
        <Search aria-hidden size={15} className="absolute top-2.5 left-2.5 text-muted" />
        <input
          type="search"
          autoFocus
          placeholder="Search questions and answers"
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={pressed}
          className="min-h-9 w-full rounded-lg border border-strong-line bg-surface pr-2 pl-8 text-base sm:text-sm"
        />
      </label>
      <p role="status" className="shrink-0 px-1 text-xs text-muted tabular-nums">
        {isLoading ? <Spinner size={14} /> : needle.trim() !== '' && `${matches.length - place}/${matches.length}`}
      </p>
      <IconButton
        label="Earlier match"
        icon={<ChevronUp size={18} />}
        disabled={matches.length === 0}
        onClick={() => goTo(place - 1)}
      />
      <IconButton
        label="Later match"
        icon={<ChevronDown size={18} />}
        disabled={matches.length === 0}
        onClick={() => goTo(place + 1)}
      />
      <IconButton label="Close the search" icon={<X size={18} />} onClick={onClose} />
    </search>
  );
}
