import type { KernelLimits } from './sandbox.ts';

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

export const defaultKernelLimits: KernelLimits = {
  timeoutMs: 30_000,
  memoryBytes: 1024 * mebibyte,
  outputBytes: 256 * kibibyte,
  resultBytes: mebibyte,
  artifacts: 10,
  artifactBytes: 5 * mebibyte,
  variablesBytes: 32 * mebibyte,
};

export const maxCodeBytes = 512 * kibibyte;
/** Nesting of a result or an artifact; what lies deeper is cut. */
export const maxDepth = 32;
