import { ArrowUp, Square } from 'lucide-react';
import { useId, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { useMedia } from '../../../lib/media.ts';
import { Button } from '../../../ui/button.tsx';
import { ModeChoice } from './mode-choice.tsx';
import { useDraft } from './use-draft.ts';
import { usePageKeys } from './use-page-keys.ts';

interface ComposerProps {
  readonly sessionId: string;
  readonly placeholder: string;
  /** Why nothing can be asked now; absent when it can. */
  readonly obstacle: string | undefined;
  readonly onAsk: (question: string) => void;
  /** Stops the latest run; absent unless it is under way. */
  readonly onStop: (() => void) | undefined;
}

const maxLength = 10_000;

export function Composer({ sessionId, placeholder, obstacle, onAsk, onStop }: ComposerProps) {
  const [draft, setDraft] = useDraft(sessionId);
  const field = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const isTouch = useMedia('(pointer: coarse)');
  const question = draft.trim();
  const canSend = question !== '' && obstacle === undefined;
  usePageKeys({ onSlash: () => field.current?.focus(), onEscape: () => onStop?.() });
  useLayoutEffect(() => fitToText(field.current), [draft]);

  const send = (): void => {
    if (!canSend) return;
    onAsk(question);
    setDraft('');
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (!isCommand && (event.shiftKey || event.altKey || isTouch)) return; // a new line; so is Enter under a thumb
    event.preventDefault();
    send();
  };

  return (
    <form
      data-composer
      className="rounded-2xl border border-strong-line bg-surface p-2 focus-within:border-accent"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        rows={1}
        value={draft}
        maxLength={maxLength}
        placeholder={placeholder}
        aria-label="Your question"
        aria-describedby={hintId}
        aria-keyshortcuts="/"
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={pressed}
        className="block max-h-48 w-full resize-none bg-transparent px-2 py-1.5 text-base outline-none sm:text-[0.9375rem]"
      />
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-2">
        <ModeChoice />
        <Hint id={hintId} obstacle={obstacle} isTouch={isTouch} />
        <div className="ml-auto flex gap-2">
          {onStop !== undefined && (
            <Button size="small" icon={<Square size={13} />} title="Stop (Esc)" onClick={onStop}>
              Stop
            </Button>
          )}
          {(onStop === undefined || question !== '') && (
            <Button type="submit" size="small" tone="primary" icon={<ArrowUp size={15} />} disabled={!canSend}>
              Send
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}

interface HintProps {
  readonly id: string;
  readonly obstacle: string | undefined;
  readonly isTouch: boolean;
}

function Hint({ id, obstacle, isTouch }: HintProps) {
  if (obstacle !== undefined) {
    return (
      <p id={id} className="min-w-0 text-xs text-warning">
        {obstacle}
      </p>
    );
  }
  return (
    <p id={id} className={isTouch ? 'sr-only' : 'hidden min-w-0 flex-1 basis-0 text-xs text-muted md:block'}>
      {isTouch ? 'Send with the button.' : 'Enter sends, Shift+Enter begins a new line, Esc stops.'}
    </p>
  );
}

/** As tall as what is written, up to the height that the style allows. */
function fitToText(field: HTMLTextAreaElement | null): void {
  if (field === null) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}
