import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-backend-cpu';
import { env } from '@tensorflow/tfjs-core';

// An isolate is neither a browser nor Node.js: TensorFlow.js asks its platform for these.
env().setPlatform('isolate', {
  fetch: () => Promise.reject(new Error('The sandbox has no network')),
  now: () => Date.now(),
  encode: (text) => new globalThis.TextEncoder().encode(text),
  decode: (bytes) => new globalThis.TextDecoder().decode(bytes),
  setTimeoutCustom: (callback, delayMs) => globalThis.setTimeout(callback, delayMs),
  isTypedArray: (value) => ArrayBuffer.isView(value) && !(value instanceof DataView),
});

export * from '@tensorflow/tfjs-core';
export * from '@tensorflow/tfjs-layers';
