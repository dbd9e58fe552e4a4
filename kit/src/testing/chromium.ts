import { access } from 'node:fs/promises';
import { requirement } from './requirements.ts';

/** Debian's, or the program that CHROMIUM names. */
export const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Whether there is a Chromium; a suite without one is skipped with a line that says so, or fails with REQUIRE_ALL=1. */
export async function hasChromium(): Promise<boolean> {
  const isThere = await access(chromiumPath).then(
    () => true,
    () => false,
  );
  return requirement(`Chromium (${chromiumPath})`, isThere);
}
