import { useState } from 'react';

/** A question that is still being written, kept for its session in this tab. */
export function useDraft(sessionId: string): readonly [draft: string, setDraft: (draft: string) => void] {
  const key = `draft:${sessionId}`;
  const [draft, setDraft] = useState(() => sessionStorage.getItem(key) ?? '');
  return [
    draft,
    (next) => {
      setDraft(next);
      if (next === '') sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, next);
    },
  ];
}
