export type QueueItem<Item> = { readonly kind: 'item'; readonly item: Item } | QueueEnd;
export type QueueEnd = { readonly kind: 'end' } | { readonly kind: 'failed'; readonly error: Error };

/**
 * Between a producer that cannot be held back (one of many subscriptions on a shared socket) and a consumer that may be
 * slow. It holds at most `maxBytes`; one reader at a time.
 */
export class EventQueue<Item> {
  readonly #maxBytes: number;
  readonly #waiting: { item: Item; bytes: number }[] = [];
  #bytes = 0;
  #end: QueueEnd | undefined;
  #reader: ((next: QueueItem<Item>) => void) | undefined;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** False when there is no room: the item was not taken. Items after the end are dropped. */
  push(item: Item, bytes: number): boolean {
    if (this.#end !== undefined) return true;
    if (this.#reader !== undefined) {
      this.#answer({ kind: 'item', item });
      return true;
    }
    if (this.#bytes + bytes > this.#maxBytes && this.#waiting.length > 0) return false;
    this.#waiting.push({ item, bytes });
    this.#bytes += bytes;
    return true;
  }

  /** The reader still gets what waits, then the end. */
  finish(end: QueueEnd): void {
    this.#end ??= end;
    if (this.#waiting.length === 0) this.#answer(this.#end);
  }

  /** The reader gets the end at once; what waits is let go. */
  cut(end: QueueEnd): void {
    this.#waiting.length = 0;
    this.#bytes = 0;
    this.#end = end;
    this.#answer(end);
  }

  next(): Promise<QueueItem<Item>> {
    const first = this.#waiting.shift();
    if (first !== undefined) {
      this.#bytes -= first.bytes;
      return Promise.resolve({ kind: 'item', item: first.item });
    }
    if (this.#end !== undefined) return Promise.resolve(this.#end);
    return new Promise((resolve) => {
      this.#reader = resolve;
    });
  }

  #answer(next: QueueItem<Item>): void {
    const reader = this.#reader;
    this.#reader = undefined;
    reader?.(next);
  }
}
