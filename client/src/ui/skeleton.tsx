import { classNames } from '../lib/class-names.ts';

/** The shape of what is being loaded. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden className={classNames('animate-pulse rounded-md bg-raised', className)} />;
}
