import { useCallback, useEffect, useRef } from 'react';
import { useClient } from 'urql';
import { showToast } from '../../lib/toasts.ts';
import { uploadAll } from './uploads.ts';
import { useActivateFile } from './use-activate-file.ts';
import type { ActiveFile } from './use-session-files.ts';

/** Sends files to a session. What they take the place of there can be kept with one click. */
export function useUpload(
  sessionId: string,
  active: readonly ActiveFile[] = [],
): (files: readonly File[]) => Promise<void> {
  const client = useClient();
  const activate = useActivateFile(sessionId);
  const before = useRef(active);
  useEffect(() => {
    before.current = active;
  });
  return useCallback(
    async (files) => {
      const replaced = before.current;
      const names = await uploadAll(client, sessionId, files);
      if (names.length === 0 || replaced.length === 0) return;
      showToast({
        text: `Questions are about ${names.join(', ')} now.`,
        ms: 15_000,
        action: {
          label: `Keep ${replaced.map(({ name }) => name).join(', ')} too`,
          run: () => void joinAll(replaced, activate),
        },
      });
    },
    [client, sessionId, activate],
  );
}

async function joinAll(files: readonly ActiveFile[], activate: ReturnType<typeof useActivateFile>): Promise<void> {
  for (const { id } of files) await activate(id, true);
}
