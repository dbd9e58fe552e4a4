/**
 * Ctrl+C, a termination signal, or a reader of the output that went away. The first one asks for an orderly end, which
 * cancels the run; a second one ends the process at once.
 */
export function createInterruption(target: NodeJS.Process): { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) target.exit(interruptedExitCode);
    controller.abort();
    target.stderr.write('\nStopping …\n');
  };
  target.on('SIGINT', interrupt);
  target.on('SIGTERM', interrupt);
  target.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    controller.abort();
  });
  return controller;
}

const interruptedExitCode = 130;
