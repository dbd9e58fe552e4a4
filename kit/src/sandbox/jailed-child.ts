import { randomBytes } from 'node:crypto';
import { AppError, toError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { systemErrorCode } from '../system-error-code.ts';
import { FrameChannel } from './frames/frame-channel.ts';
import type { FrameCaps } from './frames/frame-codec.ts';
import type { ExitReport, Jail, JailedProcess, JailedProgram } from './jails/jail.ts';
import { childEnvelope } from './start-message.ts';

export interface JailedChildOptions {
  readonly jail: Jail;
  readonly program: JailedProgram;
  readonly caps: FrameCaps;
  readonly logger: Logger;
}

export interface ChildListener {
  onMessage(body: unknown, attachment: Buffer | undefined): void;
  /** The child is gone, or said something that it must not. Called once; the child is being killed. */
  onEnd(reason: AppError): void;
}

/** A running jailed program and the frames to and from it. Whatever goes wrong with either ends both. */
export class JailedChild {
  readonly process: JailedProcess;
  readonly #channel: FrameChannel;
  readonly #nonce = randomBytes(16).toString('hex');
  readonly #logger: Logger;
  #listener: ChildListener | undefined;
  #end: AppError | undefined;

  private constructor(process: JailedProcess, { caps, jail, program, logger }: JailedChildOptions) {
    this.process = process;
    this.#logger = logger.child({ program: program.name, jail: jail.kind, pid: process.pid });
    this.#channel = new FrameChannel({
      stream: process.channel,
      caps,
      onMessage: ({ message, attachment }) => this.#receive(message, attachment),
      onClosed: (reason) => {
        // Where the connection itself broke, the child's end says why.
        if (reason && systemErrorCode(reason) === undefined) {
          this.end(crashed('The sandbox broke the connection.', reason));
        }
        void process.exited.then((exit) => this.end(crashedWith(exit)));
      },
    });
    void process.exited.then((exit) => this.end(crashedWith(exit)));
    this.#channel.send({ type: 'start', nonce: this.#nonce, identity: process.identity });
  }

  static async start(options: JailedChildOptions): Promise<JailedChild> {
    return new JailedChild(await options.jail.start(options.program), options);
  }

  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /** One listener at a time. It hears at once of an end that came before it. */
  listen(listener: ChildListener): void {
    this.#listener = listener;
    if (this.#end) listener.onEnd(this.#end);
  }

  send(message: object, attachment?: Uint8Array): void {
    this.#channel.send(message, attachment);
  }

  /** Kills the child for a reason, which the listener and the log are told. */
  end(reason: AppError): void {
    if (this.#end) return;
    const { code, message, cause } = reason;
    this.#logger.warn({ code, cause: cause === undefined ? undefined : toError(cause).message }, message);
    this.#kill(reason);
  }

  /** Ends the child, whose work is done or not wanted any more, and waits until nothing of it is left. */
  async dispose(): Promise<void> {
    if (!this.#end) this.#kill(new AppError('SANDBOX_CRASHED', 'The sandbox was closed.'));
    await this.process.kill();
  }

  #kill(reason: AppError): void {
    this.#end = reason;
    this.#channel.destroy();
    void this.process.kill();
    this.#listener?.onEnd(reason);
  }

  #receive(message: unknown, attachment: Buffer | undefined): void {
    if (this.#end) return;
    const envelope = childEnvelope.safeParse(message);
    if (!envelope.success || envelope.data.nonce !== this.#nonce) {
      this.end(crashed('The sandbox sent a message that is not its own.', envelope.error));
      return;
    }
    try {
      this.#listener?.onMessage(envelope.data.body, attachment);
    } catch (error) {
      this.end(crashed('The sandbox sent a message that cannot be read.', error));
    }
  }
}

/** Enough to tell a fault of memory from one of a library; the writer is not trusted. */
const stderrShown = 500;

function crashed(message: string, cause: unknown): AppError {
  return new AppError('SANDBOX_CRASHED', message, { cause });
}

function crashedWith({ code, signal, stderr }: ExitReport): AppError {
  const cause = toError(`exit code ${code ?? 'none'}, signal ${signal ?? 'none'}: ${stderr.slice(-stderrShown)}`);
  return crashed('The process that ran the code ended unexpectedly. Its variables are lost.', cause);
}
