import { useEffect, useState } from 'react';
import * as z from 'zod/mini';

const answerSchema = z.object({ data: z.object({ registration: z.enum(['OPEN', 'INVITE', 'OFF']) }) });
const askAgainMs = 5_000;

/** Who may make an account: everybody, whoever has an invitation, nobody. */
export type RegistrationMode = z.infer<typeof answerSchema>['data']['registration'];

/** Nothing until it is known. It is asked without a token: nobody is signed in who would have to know. */
export function useRegistration(): RegistrationMode | undefined {
  const [mode, setMode] = useState<RegistrationMode>();
  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const answer = await readRegistration(abort.signal);
      if (abort.signal.aborted) return;
      if (answer === undefined) timer = setTimeout(() => void ask(), askAgainMs);
      else setMode(answer);
    };
    void ask();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, []);
  return mode;
}

async function readRegistration(signal: AbortSignal): Promise<RegistrationMode | undefined> {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'query Registration { registration }' }),
      signal,
    });
    return answerSchema.parse(await response.json()).data.registration;
  } catch {
    return undefined; // no answer, or none of the gateway's
  }
}
