import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const othersMayRead = 0o004;
const othersMayEnter = 0o001;

/** Whether a user who owns nothing on this machine may read the file, once it is within reach. */
export async function letsOthersRead(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  return (mode & othersMayRead) !== 0;
}

/** Whether every directory above the path lets such a user through. */
export async function isReachableByOthers(path: string): Promise<boolean> {
  for (let current = dirname(path); ; current = dirname(current)) {
    const { mode } = await stat(current);
    if ((mode & othersMayEnter) === 0) return false;
    if (dirname(current) === current) return true;
  }
}
