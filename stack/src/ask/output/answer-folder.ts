import { mkdir, readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { AskError } from '../ask-error.ts';
import { systemErrorCode } from '@mas/kit/system-error-code';
import { slug } from './slug.ts';

/** A new folder in that one, named by the dataset and the time. @throws AskError when it cannot be made. */
export async function makeAnswerFolder(parent: string, dataset: string, now: Date): Promise<string> {
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  const name = `${slug(basename(dataset, extname(dataset))) || 'dataset'}-${stamp}`;
  await makeFolder(parent);
  for (let count = 1; ; count += 1) {
    const folder = join(parent, count === 1 ? name : `${name}-${count}`);
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw notWritable(folder, error);
    }
  }
}

/** Whether something lies in a folder already, so that what is new would be mixed with it. */
export async function holdsFiles(folder: string): Promise<boolean> {
  return (await readdir(folder)).length > 0;
}

/** @throws AskError when it cannot be made. */
export async function makeFolder(folder: string): Promise<void> {
  await makeWithParents(folder).catch((error: unknown) => {
    throw notWritable(folder, error);
  });
}

/** Not `recursive`, which tries for ever where the system makes no folders, below /proc */
async function makeWithParents(folder: string): Promise<void> {
  const make = () => mkdir(folder);
  try {
    await make();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    await makeWithParents(dirname(folder));
    await make();
  }
}

function notWritable(folder: string, cause: unknown): AskError {
  return new AskError('BAD_USER_INPUT', `Answers cannot be saved in ${folder}: choose a folder with --out.`, { cause });
}
