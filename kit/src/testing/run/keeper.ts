import { startTestRun } from './test-run.ts';

/**
 * A process of its own beside jest's, so that nothing of it is taken for a suite's, and so that all is cleaned up when jest
 * is interrupted or killed: the channel between them closes then.
 */
const run = startTestRun(process.ppid);
let ending: Promise<string | null> | undefined;

/** Gives what went wrong. */
function end(patienceMs?: number): Promise<string | null> {
  return (ending ??= run.then((started) => started.dispose(patienceMs)).then(() => null, String));
}

/** Whoever does not hear it has ended, and so does this process. */
function tell(message: object): void {
  process.send?.(message, () => undefined);
}

process.on('SIGINT', () => undefined); // a terminal sends it to both; jest decides
process.once('disconnect', () => void end(0)); // jest has ended before its time; its workers go on for a while
process.once('message', () => {
  void end().then((problem) => {
    tell({ problem });
    process.disconnect();
  });
});
const { id, url } = await run;
tell({ id, url });
