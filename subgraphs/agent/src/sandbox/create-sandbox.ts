import { AppError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';
import type { Engine } from './engines/engine.ts';
import { createJavascriptEngine } from './engines/javascript/javascript-engine.ts';
import type { Jail } from './jails/jail.ts';
import { createProcessJail } from './jails/process-jail.ts';
import { defaultKernelLimits } from './kernel-limits.ts';
import { engineMessage } from './kernel-messages.ts';
import { KernelSlots } from './kernel-slots.ts';
import { ProcessKernel } from './process-kernel.ts';
import type { Kernel, KernelLimits, KernelOptions, Sandbox, SandboxDescription } from './sandbox.ts';
import { SpareChild } from './spare-child.ts';

type JailKind = 'process' | 'bwrap';

export interface SandboxConfig {
  readonly preferred: 'auto' | JailKind;
  /** Refuse to start with less than this. */
  readonly minimum?: JailKind;
  readonly maxKernels?: number;
  readonly maxKernelsPerUser?: number;
  /** What runs get unless they ask for something else. */
  readonly limits?: Partial<KernelLimits>;
  /** For private directories of kernels; they are removed with their kernels. */
  readonly scratchDirectory: string;
  /** For the built engine and its V8 snapshot; shared by any number of servers, kept between starts. */
  readonly cacheDirectory: string;
  readonly logger: Logger;
}

const mebibyte = 1024 * 1024;

/**
 * The strongest sandbox that this machine can give.
 * @throws AppError SANDBOX_UNAVAILABLE when that is less than asked for.
 */
export async function createSandbox(config: SandboxConfig): Promise<Sandbox> {
  const { scratchDirectory, cacheDirectory, logger } = config;
  refuseLessThanAskedFor(config);
  const [jail, engine] = await Promise.all([
    createProcessJail({ scratchDirectory, name: 'kernels', logger }),
    createJavascriptEngine({ cacheDirectory, logger }),
  ]);
  return new JailedSandbox(engine, jail, config);
}

function refuseLessThanAskedFor({ preferred, minimum }: SandboxConfig): void {
  if (preferred !== 'bwrap' && minimum !== 'bwrap') return;
  throw new AppError(
    'SANDBOX_UNAVAILABLE',
    'The jail "bwrap" is not available here. Ask for "process", or for "auto" without a minimum.',
  );
}

/** One child for each run, taken from a spare that is started ahead. */
class JailedSandbox implements Sandbox {
  readonly description: SandboxDescription;
  readonly #limits: KernelLimits;
  readonly #slots: KernelSlots;
  readonly #spare: SpareChild;
  readonly #logger: Logger;
  readonly #kernels = new Set<Kernel>();

  constructor(engine: Engine, jail: Jail, config: SandboxConfig) {
    const { name, language, guide } = engine;
    this.description = { engine: name, jail: jail.kind, language, guide };
    this.#limits = { ...defaultKernelLimits, ...config.limits };
    this.#slots = new KernelSlots({
      maxKernels: config.maxKernels ?? 4,
      maxKernelsPerUser: config.maxKernelsPerUser ?? 2,
    });
    this.#logger = config.logger;
    this.#spare = new SpareChild({
      jail,
      program: engine.program(this.#limits.memoryBytes),
      caps: { jsonBytes: 2 * mebibyte, binaryBytes: this.#limits.variablesBytes + mebibyte },
      onReady: (body) => {
        if (engineMessage.parse(body).type !== 'ready') throw new Error('The engine did not say that it is ready');
      },
    });
    this.#spare.prepare();
    this.#logger.info({ engine: name, jail: jail.kind }, 'The sandbox is there');
  }

  async open(options: KernelOptions): Promise<Kernel> {
    const release = await this.#slots.acquire(options.userId, options.signal);
    let kernel: ProcessKernel | undefined;
    try {
      const child = await this.#spare.take(options.signal);
      const limits = { ...this.#limits, ...options.limits };
      const opened = new ProcessKernel({
        child,
        limits,
        onDisposed: () => {
          this.#kernels.delete(opened);
          release();
        },
      });
      kernel = opened;
      this.#kernels.add(opened);
      await opened.open(options);
      return opened;
    } catch (error) {
      if (kernel) await kernel.dispose();
      else release();
      options.signal.throwIfAborted();
      throw unavailable(error);
    } finally {
      this.#spare.prepare();
    }
  }

  async dispose(): Promise<void> {
    this.#slots.close();
    await Promise.all([this.#spare.dispose(), ...[...this.#kernels].map((kernel) => kernel.dispose())]);
  }
}

function unavailable(error: unknown): AppError {
  if (error instanceof AppError && error.code === 'SANDBOX_UNAVAILABLE') return error;
  return new AppError('SANDBOX_UNAVAILABLE', 'The dataset could not be opened in the sandbox.', { cause: error });
}
