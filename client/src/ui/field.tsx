import { useId, type ComponentProps } from 'react';
import { classNames } from '../lib/class-names.ts';

interface FieldProps extends ComponentProps<'input'> {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with the value, in a sentence. */
  readonly error?: string | undefined;
}

export function Field({ label, hint, error, ...input }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        {...input}
        id={id}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className={classNames(
          'min-h-10 rounded-lg border bg-surface px-3 text-base sm:text-sm',
          error === undefined ? 'border-strong-line' : 'border-danger',
        )}
      />
      {note !== undefined && (
        <p id={`${id}-note`} className={classNames('text-sm', error === undefined ? 'text-muted' : 'text-danger')}>
          {note}
        </p>
      )}
    </div>
  );
}
