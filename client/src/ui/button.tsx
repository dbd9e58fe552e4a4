import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { Spinner } from './spinner.tsx';

export type ButtonTone = 'primary' | 'plain' | 'quiet' | 'danger';

interface ButtonProps extends ComponentProps<'button'> {
  readonly tone?: ButtonTone;
  readonly size?: 'small' | 'medium';
  /** Something is under way: the button does nothing meanwhile, and keeps the focus, which a disabled one would lose. */
  readonly isBusy?: boolean;
  readonly icon?: ReactNode;
}

const tones: Readonly<Record<ButtonTone, string>> = {
  primary: 'bg-accent text-on-accent hover:opacity-90',
  plain: 'border border-line bg-surface hover:bg-raised',
  quiet: 'hover:bg-raised',
  danger: 'bg-danger text-on-accent hover:opacity-90',
};

export function Button({ tone = 'plain', size = 'medium', isBusy = false, icon, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? preventDefault : rest.onClick}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap transition-colors disabled:opacity-55 aria-disabled:opacity-55',
        size === 'small' ? 'min-h-8 px-2.5 text-sm' : 'min-h-10 px-4 text-sm',
        tones[tone],
        rest.className,
      )}
    >
      {isBusy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

/** A click on a button of a form, and Enter in one of its fields, would send it once more. */
function preventDefault(event: MouseEvent): void {
  event.preventDefault();
}
