import type { JailedChild } from '@mas/kit/sandbox/jailed-child';
import type { ChildPool } from '@mas/kit/sandbox/child-pool';

export interface RendererPoolOptions {
  readonly spare: ChildPool;
  /** How many children there are at most; whoever takes them sees to it that there are no more takers. */
  readonly size: number;
}

/** Specifications of many people pass through one child: it is renewed now and then, and whenever it misbehaved. */
const rendersOfOneChild = 200;

/** Children that draw one chart after the other. One that has ended is replaced, ahead of the next chart. */
export class RendererPool {
  readonly #options: RendererPoolOptions;
  readonly #renders = new Map<JailedChild, number>();
  #idle: JailedChild[] = [];
  #starting = 0;

  constructor(options: RendererPoolOptions) {
    this.#options = options;
  }

  /** @throws what the spare child throws; the signal's reason when it is aborted. */
  async take(signal: AbortSignal | undefined): Promise<JailedChild> {
    const idle = this.#idle.pop();
    if (idle?.hasEnded === false) return idle;
    if (idle) this.#discard(idle);
    this.#starting += 1;
    try {
      const child = await this.#options.spare.take(signal);
      this.#renders.set(child, 0);
      return child;
    } finally {
      this.#starting -= 1;
      this.#prepare();
    }
  }

  /** To be called once for each child that was taken. */
  giveBack(child: JailedChild): void {
    const renders = (this.#renders.get(child) ?? 0) + 1;
    this.#renders.set(child, renders);
    if (child.hasEnded || renders >= rendersOfOneChild) this.#discard(child);
    else this.#idle.push(child);
  }

  async dispose(): Promise<void> {
    const children = [...this.#renders.keys()];
    await Promise.all([this.#options.spare.dispose(), ...children.map((child) => child.dispose())]);
  }

  #discard(child: JailedChild): void {
    this.#renders.delete(child);
    void child.dispose();
    this.#prepare();
  }

  /** With all of them there, a spare one would only take memory. */
  #prepare(): void {
    if (this.#renders.size + this.#starting < this.#options.size) this.#options.spare.prepare();
  }
}
