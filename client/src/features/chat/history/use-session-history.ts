import { useEffect, useMemo } from 'react';
import { useClient } from 'urql';
import { createSessionHistory, type SessionHistory } from './create-session-history.ts';

/** A session's history, brought up to date whenever the reader or the network comes back: another tab may have asked. */
export function useSessionHistory(sessionId: string): SessionHistory {
  const client = useClient();
  const history = useMemo(() => createSessionHistory(client, sessionId), [client, sessionId]);
  useEffect(() => {
    const refresh = (): void => {
      if (document.visibilityState === 'visible') void history.refresh();
    };
    void history.refresh();
    addEventListener('online', refresh);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      removeEventListener('online', refresh);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [history]);
  return history;
}
