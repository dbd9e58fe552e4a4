import { toError } from '../errors.ts';

/** Named checks of what a server depends on; a check throws when its dependency cannot serve. */
export type HealthChecks = Readonly<Record<string, () => Promise<unknown>>>;

export interface HealthReport {
  readonly status: 'ready' | 'not ready';
  readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly ms: number }>>;
}

const checkTimeoutMs = 2_000;

/** Runs all checks at once; one that takes longer than two seconds counts as failed. Reasons go to `onFailure` alone. */
export async function checkHealth(
  checks: HealthChecks,
  onFailure: (name: string, error: Error) => void,
): Promise<HealthReport> {
  const entries = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      const start = performance.now();
      const ok = await inTime(check()).then(
        () => true,
        (error: unknown) => {
          onFailure(name, toError(error));
          return false;
        },
      );
      return [name, { ok, ms: Math.round(performance.now() - start) }] as const;
    }),
  );
  const status = entries.every(([, { ok }]) => ok) ? 'ready' : 'not ready';
  return { status, checks: Object.fromEntries(entries) };
}

async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), checkTimeoutMs);
  });
  try {
    await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
