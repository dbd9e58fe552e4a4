import { AppError } from '@mas/kit/errors';
import type { Logger } from '@mas/kit/logger';
import { ChildPool } from '@mas/kit/sandbox/child-pool';
import type { Jail } from '@mas/kit/sandbox/jails/jail';
import type { Engine } from './engines/engine.ts';
import { createJavascriptEngine } from './engines/javascript/javascript-engine.ts';
import { defaultKernelLimits } from './kernel-limits.ts';
import { engineMessage } from './kernel-messages.ts';
import { KernelSlots } from './kernel-slots.ts';
import { ProcessKernel } from './process-kernel.ts';
import type { Kernel, KernelLimits, KernelOptions, Sandbox, SandboxDescription } from './sandbox.ts';

export interface SandboxConfig {
  /** Tried out; outlives the sandbox. */
  readonly jail: Jail;
  readonly maxKernels?: number;
  readonly maxKernelsPerUser?: number;
  /** What runs get unless they ask for something else. */
  readonly limits?: Partial<KernelLimits>;
  /** Started kernels that wait for a run. */
  readonly spareKernels?: number;
  /** For the built engine and its V8 snapshot; shared by any number of servers, kept between starts. */
  readonly cacheDirectory: string;
  readonly logger: Logger;
}

const mebibyte = 1024 * 1024;

/** Kernels of the JavaScript engine in the jail. */
export async function createSandbox(config: SandboxConfig): Promise<Sandbox> {
  const { cacheDirectory, logger } = config;
  return new JailedSandbox(await createJavascriptEngine({ cacheDirectory, logger }), config);
}

/** One child for each run, taken from those that are started ahead. */
class JailedSandbox implements Sandbox {
  readonly description: SandboxDescription;
  readonly #limits: KernelLimits;
  readonly #slots: KernelSlots;
  readonly #pool: ChildPool;
  readonly #kernels = new Set<Kernel>();

  constructor(engine: Engine, config: SandboxConfig) {
    const { name, language, guide } = engine;
    const { jail, logger, spareKernels = 2 } = config;
    this.description = { engine: name, jail: jail.kind, language, guide };
    this.#limits = { ...defaultKernelLimits, ...config.limits };
    this.#slots = new KernelSlots({
      maxKernels: config.maxKernels ?? 4,
      maxKernelsPerUser: config.maxKernelsPerUser ?? 2,
    });
    this.#pool = new ChildPool({
      jail,
      logger,
      size: spareKernels,
      program: engine.program(this.#limits.memoryBytes),
      caps: { jsonBytes: 2 * mebibyte, binaryBytes: this.#limits.variablesBytes + mebibyte },
      onReady: (body) => {
        if (engineMessage.parse(body).type !== 'ready') throw new Error('The engine did not say that it is ready');
      },
    });
    this.#pool.prepare();
  }

  async open(options: KernelOptions): Promise<Kernel> {
    const release = await this.#slots.acquire(options.userId, options.signal);
    let kernel: ProcessKernel | undefined;
    try {
      const child = await this.#pool.take(options.signal);
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
      this.#pool.prepare();
    }
  }

  async dispose(): Promise<void> {
    this.#slots.close();
    await Promise.all([this.#pool.dispose(), ...[...this.#kernels].map((kernel) => kernel.dispose())]);
  }
}

function unavailable(error: unknown): AppError {
  if (error instanceof AppError && error.code === 'SANDBOX_UNAVAILABLE') return error;
  return new AppError('SANDBOX_UNAVAILABLE', 'The dataset could not be opened in the sandbox.', { cause: error });
}
