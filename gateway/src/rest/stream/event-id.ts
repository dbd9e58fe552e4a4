/** A place in a run's frames: behind the `index`-th frame of the event `seq`. */
export interface FramePlace {
  readonly runId: string;
  readonly seq: number;
  readonly index: number;
}

/** The `id:` of a frame, which a client sends back as `Last-Event-ID`. */
export function formatEventId({ runId, seq, index }: FramePlace): string {
  return `${runId}:${seq}:${index}`;
}

export function parseEventId(id: string): FramePlace | undefined {
  const [, runId, seq, index] = /^([0-9a-f-]{36}):(\d{1,9}):(\d{1,2})$/i.exec(id) ?? [];
  return runId === undefined ? undefined : { runId, seq: Number(seq), index: Number(index) };
}
