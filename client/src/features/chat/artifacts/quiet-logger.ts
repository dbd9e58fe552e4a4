import type { LoggerInterface } from 'vega';

/** What Vega remarks on a chart is of no use to its reader and stays off the console; what it calls an error stops the drawing. */
export function createQuietLogger(): LoggerInterface {
  let level = 0;
  const logger: LoggerInterface = {
    level(value?: number) {
      if (value === undefined) return level;
      level = value;
      return logger;
    },
    error(...messages: readonly unknown[]) {
      throw messages[0] instanceof Error ? messages[0] : new Error(messages.map(String).join(' '));
    },
    warn: () => logger,
    info: () => logger,
    debug: () => logger,
  };
  return logger;
}
