import { announcement } from '../lib/announce.ts';
import { useStore } from '../lib/store.ts';

export function StatusLine() {
  const text = useStore(announcement);
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}
