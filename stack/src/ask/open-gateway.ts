import type { AskOptions } from './ask-arguments.ts';
import { AskError } from './ask-error.ts';
import type { ProgressPrinter } from './output/progress-printer.ts';

export interface OpenGateway {
  /** The GraphQL endpoint. */
  readonly url: URL;
  dispose(): Promise<void>;
}

/** The gateway that was named, or one of our own. @throws AskError when it cannot be started. */
export async function openGateway(options: AskOptions, progress: ProgressPrinter): Promise<OpenGateway> {
  if (options.gateway !== undefined) return { url: options.gateway, dispose: () => Promise.resolve() };
  const start = performance.now();
  progress.note('Starting the system …');
  const { startLocalGateway } = await import('./local-gateway.ts');
  const gateway = await startLocalGateway({ isVerbose: options.isVerbose }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AskError('UNAVAILABLE', `The system could not start: ${reason}`, { cause: error });
  });
  progress.note(`Ready in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return gateway;
}
