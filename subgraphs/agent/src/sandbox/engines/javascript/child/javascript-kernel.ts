import type { Json } from '@duckdb/node-api';
import type { ChildConnection } from '@mas/kit/sandbox/child/child-connection';
import type { KernelRequest, OpenMessage, RunMessage } from '../../../kernel-messages.ts';
import { maxDepth } from '../../../kernel-limits.ts';
import { Database } from './database.ts';
import { GuestIsolate, type GuestHost } from './guest-isolate.ts';

const shareOfIsolate = 0.45;
const shareOfDatabase = 0.25;
const spareIsolateBytes = 460 * 1024 ** 2;
const usageReportMs = 500;

/** The child's side of a kernel: an isolate and a database, driven by the server's requests, one at a time. */
export class JavascriptKernel {
  readonly #snapshot: ArrayBuffer;
  #connection: ChildConnection | undefined;
  #database: Database | undefined;
  #isolate: GuestIsolate | undefined;
  #opened: OpenMessage | undefined;
  #deadline = 0;

  constructor(snapshot: ArrayBuffer) {
    this.#snapshot = snapshot;
  }

  /** Warms up everything that needs no dataset, then says that it is ready. */
  async start(connection: ChildConnection): Promise<void> {
    this.#connection = connection;
    this.#isolate = this.#createIsolate(spareIsolateBytes);
    this.#database = await Database.start();
    if (process.platform !== 'linux') {
      setInterval(() => this.#send({ type: 'usage', residentBytes: process.memoryUsage().rss }), usageReportMs);
    }
    this.#send({ type: 'ready', ...(process.getuid ? { uid: process.getuid() } : {}) });
  }

  handle(request: { readonly type: string }, attachment: Buffer | undefined): void {
    // The server is the trusted side: its requests need no validation.
    this.#answer(request as KernelRequest, attachment).catch((error: unknown) => {
      this.#send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    });
  }

  async #answer(request: KernelRequest, attachment: Buffer | undefined): Promise<void> {
    switch (request.type) {
      case 'open':
        return this.#open(request, attachment);
      case 'run':
        return this.#run(request);
      case 'save':
        return this.#save();
    }
  }

  async #open(request: OpenMessage, variables: Buffer | undefined): Promise<void> {
    this.#opened = request;
    const { datasets, scratch, limits } = request;
    const isolateBytes = limits.memoryBytes * shareOfIsolate;
    if (isolateBytes < spareIsolateBytes) this.#isolate = this.#createIsolate(isolateBytes);
    this.#isolate?.connect({ ...limits, maxDepth });
    await this.#database?.open({
      datasets,
      temporaryDirectory: `${scratch}/spill`,
      memoryBytes: limits.memoryBytes * shareOfDatabase,
      processBytes: limits.memoryBytes,
    });
    this.#send({ type: 'opened', notices: await this.#restore(variables) });
  }

  async #restore(variables: Buffer | undefined): Promise<string[]> {
    if (!variables) return [];
    try {
      const lost = await this.#isolate?.restore(variables.toString('utf8'));
      return lost && lost.length > 0 ? [`Not restored: ${lost.slice(0, 20).join(', ')}.`.slice(0, 900)] : [];
    } catch {
      return ['The variables of earlier runs could not be restored.'];
    }
  }

  async #run({ run, code, timeoutMs }: RunMessage): Promise<void> {
    if (this.#isolate?.isDisposed) this.#replaceIsolate();
    this.#deadline = performance.now() + timeoutMs;
    const interrupter = setTimeout(() => this.#database?.interrupt(), timeoutMs);
    const outcome = await this.#isolate?.run(code, timeoutMs);
    clearTimeout(interrupter);
    const attachment = outcome?.result === undefined ? undefined : Buffer.from(outcome.result);
    this.#send({ type: 'done', run, error: outcome?.error, notices: outcome?.notices ?? [] }, attachment);
  }

  async #save(): Promise<void> {
    if (!this.#isolate || this.#isolate.isDisposed) {
      this.#send({ type: 'saved', names: [], dropped: [] });
      return;
    }
    const { names, dropped, json } = await this.#isolate.save();
    this.#send({ type: 'saved', names, dropped }, Buffer.from(json));
  }

  /** After the memory limit the old isolate is gone, its variables with it; the dataset is still there. */
  #replaceIsolate(): void {
    if (!this.#opened) return;
    const { limits } = this.#opened;
    this.#isolate = this.#createIsolate(limits.memoryBytes * shareOfIsolate);
    this.#isolate.connect({ ...limits, maxDepth });
  }

  #createIsolate(memoryBytes: number): GuestIsolate {
    const host: GuestHost = {
      query: (kind, text, parameters) => this.#query(kind, text, parameters),
      emit: (kind, text, title) => this.#emit(kind, text, title),
    };
    return new GuestIsolate({ snapshot: this.#snapshot, memoryBytes, host });
  }

  async #query(kind: string, text: string, parameters: string): Promise<string> {
    try {
      if (!this.#database) throw new Error('The database is not open');
      if (performance.now() > this.#deadline) throw new Error('The time for this code is over');
      const answer =
        kind === 'frame'
          ? await this.#database.frame()
          : await this.#database.query(text, JSON.parse(parameters) as Json[]);
      return `R${answer}`;
    } catch (error) {
      return `E${error instanceof Error ? error.message : String(error)}`;
    }
  }

  #emit(kind: string, text: string, title: string): void {
    if (kind === 'output') this.#send({ type: 'output', text });
    else this.#send({ type: 'artifact', kind, title }, Buffer.from(text));
  }

  #send(body: object, attachment?: Uint8Array): void {
    this.#connection?.send(body, attachment);
  }
}
