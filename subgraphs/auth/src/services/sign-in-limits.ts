import { createHash } from 'node:crypto';
import { cacheKeys } from '@mas/kit/cache/cache';
import { AppError } from '@mas/kit/errors';
import type { WindowCounters } from '../counters/window-counter.ts';
import { networkOf } from './network-of.ts';
import { waitInWords } from './wait-in-words.ts';

export interface SignInLimitSettings {
  readonly windowSeconds: number;
  /** Failures in a window for one account from one address, for one account, and from one address. */
  readonly failuresOfPair: number;
  readonly failuresOfUser: number;
  readonly failuresOfAddress: number;
}

export const defaultSignInLimits: SignInLimitSettings = {
  windowSeconds: 15 * 60,
  failuresOfPair: 10,
  failuresOfUser: 100,
  failuresOfAddress: 100,
};

/** One try of a password. */
export interface SignInAttempt {
  /** @throws AppError RATE_LIMITED, with the wait, when too many have failed. */
  admit(): Promise<void>;
  failed(): Promise<void>;
  succeeded(): Promise<void>;
}

/** @param address where the try comes from, if that is known. */
export type BeginAttempt = (email: string, address: string | undefined) => SignInAttempt;

/** Timers of the library's memory reach no further than 24 days. */
const knownForSeconds = 20 * 86_400;

/**
 * Slows down who guesses passwords. A window that is full makes its people wait for its end, which no further try puts off. Full
 * windows of an account, which strangers can fill from many addresses, do not hold for addresses that it was signed in from
 * of late: nobody locks the owner out. A success clears the pair alone; somebody who guesses has an account of their own, too.
 */
export function createSignInLimits(counters: WindowCounters, settings: SignInLimitSettings): BeginAttempt {
  const open = (by: string, windowSeconds: number) => counters.open(cacheKeys.signInFailures(by), windowSeconds);
  const pairs = open('user_and_address', settings.windowSeconds);
  const users = open('user', settings.windowSeconds);
  const addresses = open('address', settings.windowSeconds);
  const known = open('known', knownForSeconds);
  return (email, clientAddress) => {
    const user = createHash('sha256').update(email).digest('base64url');
    const address = networkOf(clientAddress ?? 'unknown');
    const pair = `${user}:${address}`;
    return {
      async admit() {
        const [ofPair, ofUser, ofAddress, isKnown] = await Promise.all([
          pairs.read(pair),
          users.read(user),
          addresses.read(address),
          known.read(pair),
        ]);
        const waits = [
          { window: ofPair, limit: settings.failuresOfPair },
          { window: isKnown === undefined ? ofUser : undefined, limit: settings.failuresOfUser },
          { window: ofAddress, limit: settings.failuresOfAddress },
        ].map(({ window, limit }) => (window !== undefined && window.count >= limit ? window.endsInMs : 0));
        const waitMs = Math.max(...waits);
        if (waitMs > 0) throw tooManyFailures(Math.ceil(waitMs / 1000));
      },
      async failed() {
        await Promise.all([pairs.add(pair), users.add(user), addresses.add(address)]);
      },
      async succeeded() {
        await Promise.all([pairs.clear(pair), known.clear(pair)]);
        await known.add(pair);
      },
    };
  };
}

function tooManyFailures(retryAfterSeconds: number): AppError {
  const message = `Too many sign-ins have failed; try again in ${waitInWords(retryAfterSeconds)}.`;
  return new AppError('RATE_LIMITED', message, { retryAfterSeconds });
}
