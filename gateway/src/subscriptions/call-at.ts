/** `setTimeout` takes no more; what lies further away is looked at again then. */
const longestTimerMs = 2 ** 31 - 1;

/** Calls back at that time. Gives what stops that. */
export function callAt(time: Date, callback: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const leftMs = time.getTime() - Date.now();
    timer = setTimeout(leftMs > longestTimerMs ? wait : callback, Math.min(Math.max(leftMs, 0), longestTimerMs));
  };
  wait();
  return () => clearTimeout(timer);
}
