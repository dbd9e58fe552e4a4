import { describe, expect, it } from '@jest/globals';
import type { EventLog } from './event-log.ts';
import type { NewRunEvent } from './run-event.ts';
import { createRunEventWriter, EventLogError, RunLostError } from './run-event-writer.ts';

function open(append: (events: readonly NewRunEvent[]) => Promise<boolean> = () => Promise.resolve(true)) {
  const batches: (readonly NewRunEvent[])[] = [];
  const failures: Error[] = [];
  const log: Pick<EventLog, 'append'> = {
    append(_runId, events) {
      batches.push(events);
      return append(events);
    },
  };
  const writer = createRunEventWriter({
    log: log as EventLog, // a writer appends and does nothing else
    runId: 'run',
    attempt: 1,
    onFailure: (error) => failures.push(error),
    textDelayMs: 5,
    maxTextLength: 10,
  });
  return { writer, batches, failures };
}

const text = (value: string, offset: number): NewRunEvent => ({ type: 'TextDelta', text: value, offset });
const step: NewRunEvent = { type: 'StepStarted', step: 'report', label: 'Writing' };

describe('the writer of events', () => {
  it('writes pieces of text that follow one another as one', async () => {
    const { writer, batches } = open();
    writer.emit(text('ab', 0));
    writer.emit(text('cd', 2));
    await writer.flush();
    expect(batches).toEqual([[text('abcd', 0)]]);
  });

  it('writes text by itself after a while, or when there is enough of it', async () => {
    const { writer, batches } = open();
    writer.emit(text('ab', 0));
    while (batches.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    writer.emit(text('0123456789', 2));
    await writer.flush();
    expect(batches).toEqual([[text('ab', 0)], [text('0123456789', 2)]]);
  });

  it('keeps apart text that was begun anew', async () => {
    const { writer, batches } = open();
    writer.emit(text('ab', 0));
    writer.emit(text('xy', 0));
    await writer.flush();
    expect(batches.flat()).toEqual([text('ab', 0), text('xy', 0)]);
  });

  it('keeps the order while the log is slow', async () => {
    const { writer, batches } = open(() => new Promise((resolve) => setTimeout(() => resolve(true), 5)));
    const events = Array.from({ length: 20 }, (_value, index) =>
      index % 3 === 0 ? step : text(`${index}`, index * 100),
    );
    for (const event of events) writer.emit(event);
    await writer.flush();
    expect(batches.flat()).toEqual(events);
    expect(batches.length).toBeLessThan(events.length);
  });

  it('says once that the run is lost, and writes nothing more', async () => {
    const { writer, batches, failures } = open(() => Promise.resolve(false));
    writer.emit(step);
    await expect(writer.flush()).rejects.toThrow(RunLostError);
    writer.emit(step);
    await expect(writer.flush()).rejects.toThrow(RunLostError);
    expect(failures).toHaveLength(1);
    expect(batches).toHaveLength(1);
  });

  it('tries again while the database refuses connections', async () => {
    let isDown = true;
    const { writer, batches } = open(() => {
      if (!isDown) return Promise.resolve(true);
      isDown = false;
      return Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    });
    writer.emit(step);
    await writer.flush();
    expect(batches).toEqual([[step], [step]]);
  });

  it('does not repeat what may have been written', async () => {
    const { writer, batches } = open(() => Promise.reject(new Error('Connection terminated unexpectedly')));
    writer.emit(step);
    await expect(writer.flush()).rejects.toThrow(EventLogError);
    expect(batches).toHaveLength(1);
  });
});
