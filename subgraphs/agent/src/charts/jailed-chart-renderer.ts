import { AppError } from '@mas/kit/errors';
import { createFairTurnstile, type FairTurnstile } from '@mas/kit/fair-turnstile';
import type { JailedChild } from '@mas/kit/sandbox/jailed-child';
import type { JsonObject } from '../sandbox/sandbox.ts';
import type { ChildPool } from '@mas/kit/sandbox/child-pool';
import { startWatchdog } from '@mas/kit/sandbox/watchdog';
import { chartLimits } from './chart-limits.ts';
import { rendererMessage, type RenderMessage } from './chart-messages.ts';
import type { ChartRenderer, RenderedChart, RenderOptions } from './chart-renderer.ts';
import { RendererPool } from './renderer-pool.ts';
import { createSlowPeople } from './slow-people.ts';
import { sanitizeSvg } from './svg-sanitizer.ts';

export interface JailedChartRendererOptions {
  readonly spare: ChildPool;
  readonly timeoutMs: number;
  readonly memoryBytes: number;
  /** How many charts are drawn at once, in a process each; at least 2, so that one person's leave room for another's. */
  readonly places: number;
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const slowPeopleLimits = { rememberedMs: 5 * 60_000, maxPeople: 10_000 };

/** Draws as many charts at once as it has places, in jailed children. */
export class JailedChartRenderer implements ChartRenderer {
  readonly #options: JailedChartRendererOptions;
  readonly #pool: RendererPool;
  readonly #slowPeople = createSlowPeople(slowPeopleLimits);
  readonly #turnstile: FairTurnstile;

  constructor(options: JailedChartRendererOptions) {
    const { spare, places } = options;
    this.#options = options;
    this.#pool = new RendererPool({ spare, size: places });
    this.#turnstile = createFairTurnstile({
      places,
      mayEnter: (userId, inside) => !inside.has(userId) && !this.#wouldBeAllSlow(userId, inside),
    });
  }

  render(spec: JsonObject, { userId, signal }: RenderOptions): Promise<RenderedChart> {
    return this.#turnstile.pass(userId, () => this.#render(spec, { userId, ...(signal && { signal }) }), signal);
  }

  async dispose(): Promise<void> {
    this.#turnstile.close(new AppError('SANDBOX_UNAVAILABLE', 'The chart renderer is shutting down. Try again later.'));
    await this.#pool.dispose();
  }

  /** One place is kept for people whose charts do not take too long. */
  #wouldBeAllSlow(userId: string, inside: ReadonlyMap<string, number>): boolean {
    const isSlow = (person: string): boolean => this.#slowPeople.has(person);
    return isSlow(userId) && [...inside.keys()].filter(isSlow).length >= this.#options.places - 1;
  }

  async #render(spec: JsonObject, { userId, signal }: RenderOptions): Promise<RenderedChart> {
    const specText = Buffer.from(JSON.stringify(spec));
    if (specText.length > chartLimits.specBytes) throw invalid('it has too much data: aggregate it first');
    const child = await this.#pool.take(signal);
    try {
      return await this.#draw(child, specText, signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof AppError && error.code === 'CHART_TIMEOUT') this.#slowPeople.add(userId);
      throw error;
    } finally {
      this.#pool.giveBack(child);
    }
  }

  async #draw(child: JailedChild, specText: Buffer, signal: AbortSignal | undefined): Promise<RenderedChart> {
    const { timeoutMs, memoryBytes } = this.#options;
    const watchdog = startWatchdog({
      process: child.process,
      deadlineMs: timeoutMs,
      memoryBytes,
      reportedBytes: () => 0,
      onBreach: (reason) => child.end(reason),
    });
    const abort = (): void => child.end(new AppError('SANDBOX_CRASHED', 'The drawing was cancelled.'));
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted === true) abort();
    try {
      return await draw(child, specText, timeoutMs);
    } finally {
      watchdog.stop();
      signal?.removeEventListener('abort', abort);
    }
  }
}

function draw(child: JailedChild, specText: Buffer, timeoutMs: number): Promise<RenderedChart> {
  return new Promise((resolve, reject) => {
    let svg: string | undefined;
    child.listen({
      onMessage: (body, attachment) => {
        const message = rendererMessage.parse(body);
        if (message.type === 'invalid') reject(invalid(message.message));
        else if (message.type === 'svg') svg = sanitizeSvg(attachment?.toString('utf8') ?? '');
        else if (message.type === 'png') {
          if (svg === undefined || !attachment?.subarray(0, pngSignature.length).equals(pngSignature)) {
            throw new TypeError('The renderer sent no drawing');
          }
          resolve({ svg, png: attachment, width: message.width, height: message.height });
        }
      },
      onEnd: (reason) => reject(chartError(reason, timeoutMs)),
    });
    child.send({ type: 'render' } satisfies RenderMessage, specText);
  });
}

function chartError(reason: AppError, timeoutMs: number): AppError {
  if (reason.code === 'SANDBOX_TIMEOUT') {
    const message = `The chart could not be drawn within ${timeoutMs / 1000} s: give it less data.`;
    return new AppError('CHART_TIMEOUT', message, { cause: reason });
  }
  if (reason.code === 'SANDBOX_MEMORY') return invalid('drawing it needs too much memory: give it less data', reason);
  return invalid('drawing it ended the renderer: give it less data or a simpler form', reason);
}

function invalid(reason: string, cause?: unknown): AppError {
  return new AppError('CHART_INVALID', `The chart cannot be drawn: ${reason}`, { cause });
}
