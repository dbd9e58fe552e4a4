import { destination, pino, stdSerializers, type DestinationStream, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

export interface LoggerOptions {
  readonly service: string;
  readonly level?: string;
  readonly stream?: DestinationStream;
}

/** Keys whose values never reach a log, wherever they stand in what is logged. */
const secretKeys = ['password', 'token', 'accessToken', 'refreshToken', 'authorization', 'cookie', 'secret', 'apiKey'];

/** JSON lines on standard error: standard output belongs to answers. */
export function createLogger({ service, level = 'info', stream = destination(2) }: LoggerOptions): Logger {
  const redact = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);
  const serializers = { error: stdSerializers.err };
  return pino({ level, base: { service }, serializers, redact: { paths: redact, censor: '[secret]' } }, stream);
}
