import { useId } from 'react';
import { classNames } from '../../../lib/class-names.ts';
import { useStore } from '../../../lib/store.ts';
import type { Mode } from '../events/run-state.ts';
import { askMode, chooseMode } from './ask-mode.ts';

const modes: readonly { readonly mode: Mode; readonly label: string; readonly hint: string }[] = [
  { mode: 'AUTO', label: 'Auto', hint: 'The analyst decides how thorough the answer is.' },
  { mode: 'QUICK', label: 'Quick', hint: 'Few steps, at most 2 repairs.' },
  { mode: 'TECHNICAL', label: 'Technical', hint: 'Planned and checked, at most 5 repairs of each part.' },
];

export function ModeChoice() {
  const chosen = useStore(askMode);
  const name = useId();
  return (
    <fieldset className="flex rounded-lg bg-raised p-0.5">
      <legend className="sr-only">How thorough the answer is to be</legend>
      {modes.map(({ mode, label, hint }) => (
        <label
          key={mode}
          title={hint}
          className={classNames(
            'flex min-h-7 cursor-pointer items-center rounded-md px-2.5 text-xs font-medium has-focus-visible:outline-2 has-focus-visible:outline-accent',
            mode === chosen ? 'bg-surface text-ink shadow-sm' : 'text-muted hover:text-ink',
          )}
        >
          <input
            type="radio"
            name={name}
            value={mode}
            checked={mode === chosen}
            onChange={() => chooseMode(mode)}
            className="sr-only"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
