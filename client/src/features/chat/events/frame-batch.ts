export interface FrameBatch<Value> {
  readonly add: (value: Value) => void;
  /** Gives at once what has been collected. */
  readonly flush: () => void;
}

/** A page that is not seen has no frames. */
const longestMs = 250;

/** Collects values and gives them together, once a frame. */
export function createFrameBatch<Value>(give: (values: readonly Value[]) => void): FrameBatch<Value> {
  let values: Value[] = [];
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    timer = undefined;
    if (values.length === 0) return;
    const given = values;
    values = [];
    give(given);
  };
  return {
    flush,
    add(value) {
      values.push(value);
      if (timer !== undefined) return;
      frame = requestAnimationFrame(flush);
      timer = setTimeout(flush, longestMs);
    },
  };
}
