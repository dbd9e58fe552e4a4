import { cacheKeys } from '@mas/kit/cache/cache';
import { AppError } from '@mas/kit/errors';
import type { OpenWindow, WindowCounter, WindowCounters } from '../counters/window-counter.ts';
import { networkOf, type NetworkSize } from './network-of.ts';
import { waitInWords } from './wait-in-words.ts';

export interface RegistrationLimitSettings {
  /** Tries from one address (of IPv6: from one line) in a minute, and in a day. */
  readonly ofAddressInMinute: number;
  readonly ofAddressInDay: number;
  /** Tries from everywhere in an hour. */
  readonly inAllInHour: number;
}

/** A class behind one address registers within minutes; whoever wants accounts by the thousand does not. */
export const defaultRegistrationLimits: RegistrationLimitSettings = {
  ofAddressInMinute: 20,
  ofAddressInDay: 200,
  inAllInHour: 1000,
};

/**
 * Counts one try to register, before anything is done for it.
 * @throws AppError RATE_LIMITED, with the wait, when there were too many; that one is not counted.
 */
export type AdmitRegistration = (address: string | undefined) => Promise<void>;

const [minute, hour, day] = [60, 3_600, 86_400];

/** What neighbours may take, together, of what is left for everybody. */
const shares: readonly { readonly of: NetworkSize; readonly share: number }[] = [
  { of: 'site', share: 1 / 4 },
  { of: 'provider', share: 1 / 2 },
];

interface Limit {
  readonly counter: WindowCounter;
  readonly key: string;
  readonly limit: number;
  readonly refusal: (window: OpenWindow) => AppError;
}

/**
 * How fast accounts are made: from one address, and in all. So that nobody uses up what is for everybody, neighbours together
 * may take a part only of what is left: while n sites take all they can, 1 of 1 + n/4 stays for the others. These are dynamic
 * thresholds (Choudhury and Hahne, IEEE/ACM Transactions on Networking 6(2), 1998).
 */
export function createRegistrationLimits(
  counters: WindowCounters,
  settings: RegistrationLimitSettings,
): AdmitRegistration {
  const open = (by: string, seconds: number) => counters.open(cacheKeys.registrations(by), seconds);
  const ofAddress = [
    { counter: open('address_in_minute', minute), limit: settings.ofAddressInMinute },
    { counter: open('address_in_day', day), limit: settings.ofAddressInDay },
  ];
  const ofNeighbours = shares.map(({ of, share }) => ({ of, share, counter: open(of, hour) }));
  const all = open('all', hour);
  return async (clientAddress) => {
    const address = clientAddress ?? 'unknown';
    const soFar = await all.read('all');
    const left = settings.inAllInHour - (soFar?.count ?? 0);
    if (soFar !== undefined && left <= 0) throw tooManyInAll(soFar);
    await take([
      ...ofAddress.map((each) => ({ ...each, key: networkOf(address), refusal: tooManyOfNetwork })),
      ...ofNeighbours.map(({ of, share, counter }) => ({
        counter,
        key: networkOf(address, of),
        limit: Math.ceil(left * share),
        // What is left for everybody grows again when their hour is over, too.
        refusal: ({ endsInMs, count }: OpenWindow) =>
          tooManyOfNetwork({ count, endsInMs: Math.min(endsInMs, soFar?.endsInMs ?? endsInMs) }),
      })),
      { counter: all, key: 'all', limit: settings.inAllInHour, refusal: tooManyInAll },
    ]);
  };
}

/** One after the other, the narrowest first: whoever is refused has taken nothing from those around. */
async function take(limits: readonly Limit[]): Promise<void> {
  for (const [index, { counter, key, limit, refusal }] of limits.entries()) {
    const window = await counter.add(key);
    if (window.count <= limit) continue;
    await Promise.all(limits.slice(0, index + 1).map((taken) => taken.counter.takeBack(taken.key)));
    throw refusal(window);
  }
}

function tooManyOfNetwork({ endsInMs }: OpenWindow): AppError {
  return tooMany(
    endsInMs,
    (wait) => `Too many accounts are being made from your network: wait ${wait}, then try again.`,
  );
}

function tooManyInAll({ endsInMs }: OpenWindow): AppError {
  return tooMany(endsInMs, (wait) => `Too many accounts are being made at the moment: wait ${wait}, then try again.`);
}

function tooMany(endsInMs: number, message: (wait: string) => string): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(endsInMs / 1000));
  return new AppError('RATE_LIMITED', message(waitInWords(retryAfterSeconds)), { retryAfterSeconds });
}
