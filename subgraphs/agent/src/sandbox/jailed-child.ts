import { randomBytes } from 'node:crypto';
import { AppError, toError } from '@mas/kit/errors';
import { FrameChannel } from './frames/frame-channel.ts';
import type { FrameCaps } from './frames/frame-codec.ts';
import type { ExitReport, Jail, JailedProcess, JailedProgram } from './jails/jail.ts';
import { childEnvelope } from './start-message.ts';

export interface JailedChildOptions {
  readonly jail: Jail;
  readonly program: JailedProgram;
  readonly caps: FrameCaps;
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
  #listener: ChildListener | undefined;
  #end: AppError | undefined;

  private constructor(process: JailedProcess, caps: FrameCaps) {
    this.process = process;
    this.#channel = new FrameChannel({
      stream: process.channel,
      caps,
      onMessage: ({ message, attachment }) => this.#receive(message, attachment),
      onClosed: (reason) => {
        if (reason) this.end(crashed('The sandbox broke the connection.', reason));
        void process.exited.then((exit) => this.end(crashedWith(exit)));
      },
    });
    void process.exited.then((exit) => this.end(crashedWith(exit)));
    this.#channel.send({ type: 'start', nonce: this.#nonce, identity: process.identity });
  }

  static async start({ jail, program, caps }: JailedChildOptions): Promise<JailedChild> {
    return new JailedChild(await jail.start(program), caps);
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

  /** Kills the child for a reason, which the listener is told. */
  end(reason: AppError): void {
    if (this.#end) return;
    this.#end = reason;
    this.#channel.destroy();
    void this.process.kill();
    this.#listener?.onEnd(reason);
  }

  /** Ends the child and waits until nothing of it is left. */
  async dispose(): Promise<void> {
    this.end(new AppError('SANDBOX_CRASHED', 'The sandbox was closed.'));
    await this.process.kill();
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

function crashed(message: string, cause: unknown): AppError {
  return new AppError('SANDBOX_CRASHED', message, { cause });
}

function crashedWith({ code, signal, stderr }: ExitReport): AppError {
  const cause = toError(`exit code ${code ?? 'none'}, signal ${signal ?? 'none'}: ${stderr}`);
  return crashed('The process that ran the code ended unexpectedly. Its variables are lost.', cause);
}
