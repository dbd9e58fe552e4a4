import { AppError } from '@mas/kit/errors';
import type { JailedChild } from '@mas/kit/sandbox/jailed-child';
import type { JsonObject } from '../sandbox/sandbox.ts';
import type { ChildPool } from '@mas/kit/sandbox/child-pool';
import { startWatchdog } from '@mas/kit/sandbox/watchdog';
import { chartLimits } from './chart-limits.ts';
import { rendererMessage, type RenderMessage } from './chart-messages.ts';
import type { ChartRenderer, RenderedChart } from './chart-renderer.ts';
import { sanitizeSvg } from './svg-sanitizer.ts';

export interface JailedChartRendererOptions {
  readonly spare: ChildPool;
  readonly timeoutMs: number;
  readonly memoryBytes: number;
}

/** Specifications of many people pass through one child: it is renewed now and then, and whenever it misbehaved. */
const rendersOfOneChild = 200;
const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Draws one chart at a time in a jailed child. */
export class JailedChartRenderer implements ChartRenderer {
  readonly #options: JailedChartRendererOptions;
  #child: JailedChild | undefined;
  #renders = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #isDisposed = false;

  constructor(options: JailedChartRendererOptions) {
    this.#options = options;
  }

  render(spec: JsonObject, { signal }: { readonly signal?: AbortSignal } = {}): Promise<RenderedChart> {
    const work = this.#queue.then(() => this.#render(spec, signal));
    this.#queue = work.catch(() => undefined); // whoever asked is told; the next one begins all the same
    return work;
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    await Promise.all([this.#child?.dispose(), this.#options.spare.dispose()]);
  }

  async #render(spec: JsonObject, signal: AbortSignal | undefined): Promise<RenderedChart> {
    signal?.throwIfAborted();
    if (this.#isDisposed) throw new AppError('SANDBOX_UNAVAILABLE', 'The chart renderer is shutting down.');
    const specText = Buffer.from(JSON.stringify(spec));
    if (specText.length > chartLimits.specBytes) throw invalid('it has too much data: aggregate it first');
    const child = await this.#readyChild(signal);
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
    try {
      return await draw(child, specText, timeoutMs);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      watchdog.stop();
      signal?.removeEventListener('abort', abort);
    }
  }

  async #readyChild(signal: AbortSignal | undefined): Promise<JailedChild> {
    if (this.#renders >= rendersOfOneChild) void this.#child?.dispose();
    if (!this.#child || this.#child.hasEnded) {
      this.#child = await this.#options.spare.take(signal);
      this.#renders = 0;
      this.#options.spare.prepare();
    }
    this.#renders += 1;
    return this.#child;
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
