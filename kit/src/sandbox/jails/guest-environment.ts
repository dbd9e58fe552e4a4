/** Nothing is inherited: these are all that a child finds. */
export function guestEnvironment(scratch: string): NodeJS.ProcessEnv {
  return { LANG: 'C.UTF-8', TZ: 'UTC', HOME: scratch, TMPDIR: scratch };
}
