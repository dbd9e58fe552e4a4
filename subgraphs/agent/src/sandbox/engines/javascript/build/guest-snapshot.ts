import ivm from 'isolated-vm';
import { z } from 'zod';
import type { GuestScripts } from './guest-bundle.ts';

/** Runs the guest's libraries once and keeps the heap: an isolate then starts with everything loaded. */
export function snapshotGuest({ environment, libraries, runtime }: GuestScripts): Uint8Array {
  const snapshot = ivm.Isolate.createSnapshot([
    { code: environment, filename: 'environment.js' },
    { code: libraries, filename: 'libraries.js' },
    { code: runtime, filename: 'runtime.js' },
  ]);
  return new Uint8Array(z.instanceof(ArrayBuffer).parse(snapshot.copy()));
}
