import { createHash } from 'node:crypto';
import type { TokenPair } from './auth-graph.ts';

const keptMs = 10_000;

/**
 * A refresh token is good once, but a page may send it twice: from two tabs, or again after a reload that lost the first
 * answer. Whoever sends it within ten seconds gets the first answer again, rather than being signed out.
 */
export class SharedRefreshes {
  readonly #pairs = new Map<string, Promise<TokenPair>>();

  /** Refreshes unless that is under way or just done. What fails is not kept. */
  share(refreshToken: string, refresh: () => Promise<TokenPair>): Promise<TokenPair> {
    const key = hash(refreshToken);
    const known = this.#pairs.get(key);
    if (known !== undefined) return known;
    const forget = (): void => void this.#pairs.delete(key);
    const pair = refresh();
    this.#pairs.set(key, pair);
    pair.then(() => setTimeout(forget, keptMs).unref(), forget);
    return pair;
  }
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
