import { currentTime, soon } from './primordials.ts';
import { createTimers } from './timers.ts';
import { utf8Decode, utf8Encode } from './utf8.ts';

/**
 * The first script of an isolate: what the libraries expect of a platform, and nothing that reaches outside.
 */
const timers = createTimers();
const silent = (): undefined => undefined;

const environment: Record<string, unknown> = {
  self: globalThis,
  performance: { now: () => currentTime() },
  console: { log: silent, info: silent, warn: silent, error: silent, debug: silent },
  setTimeout: timers.setTimeout,
  clearTimeout: timers.clear,
  setInterval: timers.setInterval,
  clearInterval: timers.clear,
  setImmediate: (callback: () => void) => timers.setTimeout(callback, 0),
  queueMicrotask: (callback: () => void) => soon(callback),
  TextEncoder: class TextEncoder {
    readonly encoding = 'utf-8';
    encode(text: string | number = ''): Uint8Array {
      return utf8Encode(String(text));
    }
  },
  TextDecoder: class TextDecoder {
    readonly encoding = 'utf-8';
    decode(bytes: Uint8Array = new Uint8Array()): string {
      return utf8Decode(bytes);
    }
  },
  guestTimers: timers,
};

for (const [name, value] of Object.entries(environment)) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}
