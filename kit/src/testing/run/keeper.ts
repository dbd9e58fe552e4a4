import { startTestRun } from './test-run.ts';

/**
 * A process of its own beside jest's, so that nothing of it is taken for a suite's, and so that all is cleaned up when jest
 * is interrupted or killed: the channel between them closes then.
 */
const run = await startTestRun(process.ppid);
process.on('SIGINT', () => undefined); // a terminal sends it to both; jest decides
process.once('disconnect', () => void end());
process.once('message', () => {
  void end().then((problem) => process.send?.({ problem }, () => process.disconnect()));
});
process.send?.({ id: run.id, url: run.url });

let ending: Promise<string | null> | undefined;

/** Gives what went wrong. */
function end(): Promise<string | null> {
  return (ending ??= run.dispose().then(() => null, String));
}
