/** Whether a target is for the token handler. */
export function isTokenPath(target: string): boolean {
  return /^\/auth(?:[/?]|$)/.test(target);
}
