import { AppError } from '@mas/kit/errors';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where an embedded stack keeps everything: `.data/` for `npm start`, a temporary folder for `npm run ask`. */
export interface DataDirectory {
  readonly postgres: string;
  readonly files: string;
  /** What can be made again: bundles, snapshots. */
  readonly scratch: string;
  /** Signs tokens: made once and kept, so that people stay signed in over a restart. */
  readonly secretKey: string;
}

export async function openDataDirectory(path: string): Promise<DataDirectory> {
  await mkdir(path, { recursive: true, mode: 0o711 });
  const directory = {
    postgres: join(path, 'postgres'),
    files: join(path, 'files'),
    scratch: join(path, 'scratch'),
  };
  await Promise.all(
    [directory.files, directory.scratch].map((folder) => mkdir(folder, { recursive: true, mode: 0o700 })),
  );
  return { ...directory, secretKey: await keptSecret(join(path, 'secret-key')) };
}

const minSecretLength = 32;

async function keptSecret(path: string): Promise<string> {
  const fresh = randomBytes(32).toString('hex');
  try {
    await writeFile(path, fresh, { flag: 'wx', mode: 0o600 });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // the file system throws nothing else
    const kept = (await readFile(path, 'utf8')).trim();
    if (kept.length >= minSecretLength) return kept;
    throw new AppError(
      'UNAVAILABLE',
      `The secret in ${path} is too short: delete that file, and sign in again everywhere.`,
    );
  }
}
