import { randomUUID } from 'node:crypto';
import { AppError } from '@mas/kit/errors';

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly password: string;
}

export interface StoredSession {
  readonly id: string;
  readonly owner: string;
  readonly title: string;
  active: boolean;
  activeFile: StoredFile | undefined;
}

export interface StoredFile {
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  readonly description: string;
  readonly filename: string;
  readonly bytes: Buffer;
}

export interface StoredEvent {
  readonly __typename: string;
  readonly seq: number;
  readonly [field: string]: unknown;
}

/** A run whose events a test writes as it likes. */
export class StoredRun {
  readonly id = randomUUID();
  readonly owner: string;
  readonly question: string;
  readonly session: StoredSession;
  readonly file: StoredFile;
  readonly events: StoredEvent[] = [];
  readonly #listeners = new Set<(event: StoredEvent) => void>();
  isOver = false;
  #reportLength = 0;

  constructor(session: StoredSession, file: StoredFile, question: string) {
    this.owner = session.owner;
    this.session = session;
    this.file = file;
    this.question = question;
  }

  emit(__typename: string, fields: Readonly<Record<string, unknown>> = {}): void {
    if (this.isOver) return;
    const place = __typename === 'TextDelta' ? this.#placeOf(fields) : {};
    const seq = this.events.length + 1;
    const event = { __typename, seq, at: '2026-01-15T10:30:00.000Z', run: this, ...fields, ...place };
    this.events.push(event);
    this.isOver = ['RunFinished', 'RunFailed', 'RunCancelled'].includes(__typename);
    for (const listener of this.#listeners) listener(event);
  }

  /** Behind what came before, unless the test says where. */
  #placeOf({ text, offset = this.#reportLength }: Readonly<Record<string, unknown>>) {
    this.#reportLength = Number(offset) + String(text).length;
    return { offset };
  }

  /** Calls the listener with what follows `after`, at once and from then on. */
  listen(after: number, listener: (event: StoredEvent) => void): () => void {
    for (const event of this.events.slice(after)) listener(event);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get followers(): number {
    return this.#listeners.size;
  }
}

/** The rules of the four services in memory: as much of them as the endpoints can show. */
export class StandInStore {
  readonly accounts: Account[] = [];
  readonly sessions: StoredSession[] = [];
  readonly files: StoredFile[] = [];
  readonly runs: StoredRun[] = [];
  /** Called with each run that is asked for. */
  onAsk: (run: StoredRun) => void = (run) => run.emit('RunFinished', { report: '', numbers: [], totalMs: 1 });

  activeSession(owner: string): StoredSession {
    const session = this.sessions.find((each) => each.owner === owner && each.active);
    return session ?? refuse('NOT_FOUND', 'There is no active session.');
  }

  activate(session: StoredSession): StoredSession {
    for (const each of this.sessions) if (each.owner === session.owner) each.active = each === session;
    return session;
  }

  ask(owner: string, question: string): StoredRun {
    if (question.length > 10_000) refuse('BAD_USER_INPUT', 'The question is too long.', 'question');
    const session = this.activeSession(owner);
    const run = new StoredRun(session, session.activeFile ?? refuse('NOT_FOUND', 'There is no active file.'), question);
    this.runs.push(run);
    queueMicrotask(() => this.onAsk(run));
    return run;
  }
}

export function refuse(code: AppError['code'], message: string, field?: string): never {
  throw new AppError(code, message, field === undefined ? {} : { field });
}
