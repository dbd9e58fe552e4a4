/** The `ECONNREFUSED` or `ENOENT` of what the system or fetch threw, which wraps it as its cause. */
export function systemErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'cause' in error ? systemErrorCode(error.cause) : undefined;
}
