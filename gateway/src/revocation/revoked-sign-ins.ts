/** A stream that began with a good token may go on for a while after it; so long it can still be ended. */
const afterlifeMs = 3_600_000;

/** The sign-ins that have ended while access tokens of them still live, as far as this process has heard. */
export class RevokedSignIns {
  readonly #expiries = new Map<string, number>();
  readonly #watchers = new Map<string, Set<() => void>>();

  /** @param until when the last access token of the sign-in has expired, in milliseconds since 1970. */
  add(id: string, until: number): void {
    const isNews = !this.#expiries.has(id);
    this.#expiries.set(id, until + afterlifeMs);
    if (!isNews) return;
    for (const ended of this.#watchers.get(id) ?? []) ended();
    this.#watchers.delete(id);
  }

  has(id: string): boolean {
    return this.#expiries.has(id);
  }

  /** Calls back once when the sign-in ends, at once if it has. Gives what stops that. */
  watch(id: string, ended: () => void): () => void {
    if (this.has(id)) {
      ended();
      return () => undefined;
    }
    const watchers = this.#watchers.get(id) ?? new Set();
    this.#watchers.set(id, watchers.add(ended));
    return () => {
      watchers.delete(ended);
      if (watchers.size === 0 && this.#watchers.get(id) === watchers) this.#watchers.delete(id);
    };
  }

  forgetExpired(): void {
    const now = Date.now();
    for (const [id, expiry] of this.#expiries) if (expiry < now) this.#expiries.delete(id);
  }

  /** Sign-ins that are kept, and those that something waits for. */
  get size(): { readonly revoked: number; readonly watched: number } {
    return { revoked: this.#expiries.size, watched: this.#watchers.size };
  }
}
