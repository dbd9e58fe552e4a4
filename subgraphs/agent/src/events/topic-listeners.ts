/** Who listens to which topic in this process. */
export class TopicListeners {
  readonly #byTopic = new Map<string, Set<() => void>>();

  /** @returns whether it is the topic's first listener. */
  add(topic: string, wake: () => void): boolean {
    const listeners = this.#byTopic.get(topic);
    listeners?.add(wake);
    if (listeners === undefined) this.#byTopic.set(topic, new Set([wake]));
    return listeners === undefined;
  }

  /** @returns whether it was the topic's last listener. */
  remove(topic: string, wake: () => void): boolean {
    const listeners = this.#byTopic.get(topic);
    if (listeners?.delete(wake) !== true || listeners.size > 0) return false;
    return this.#byTopic.delete(topic);
  }

  wake(topic: string): void {
    for (const wake of [...(this.#byTopic.get(topic) ?? [])]) wake();
  }

  clear(): void {
    this.#byTopic.clear();
  }
}
