import { useState } from 'react';
import { announce } from '../lib/announce.ts';
import { showToast } from '../lib/toasts.ts';

/** Copies text, and says so for two seconds. */
export function useCopied(): readonly [isCopied: boolean, copy: (text: string) => void] {
  const [isCopied, setIsCopied] = useState(false);
  const copy = (text: string): void => {
    navigator.clipboard.writeText(text).then(
      () => {
        setIsCopied(true);
        announce('Copied');
        setTimeout(() => setIsCopied(false), 2_000);
      },
      () => showToast({ text: 'The browser does not let this page copy.', tone: 'danger' }),
    );
  };
  return [isCopied, copy];
}
