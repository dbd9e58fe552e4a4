import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDataset } from './dataset.ts';

describe('the dataset of ask', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mas-test-'));
    await writeFile(join(folder, 'my cars.v2.csv'), 'a,b\n1,2\n');
    await mkdir(join(folder, 'folder.csv'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is found from the directory that people stand in, and named without its extension', async () => {
    const found = { path: join(folder, 'my cars.v2.csv'), name: 'my cars.v2', sizeBytes: 8 };
    expect(await findDataset(folder, 'my cars.v2.csv')).toEqual(found);
    expect(await findDataset('/', join(folder, 'my cars.v2.csv'))).toEqual(found);
  });

  it.each([
    ['none.csv', 'There is no file none.csv.'],
    ['my cars.v2.csv/none.csv', 'There is no file my cars.v2.csv/none.csv.'],
    ['folder.csv', 'folder.csv is a folder: name a file in it.'],
    ['/dev/null', '/dev/null is not a regular file.'],
  ])('cannot be %s', async (path, message) => {
    await expect(findDataset(folder, path)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message });
  });

  it('cannot be what its reader has no permission for', async () => {
    const path = join(folder, 'secret.csv');
    await writeFile(path, 'a\n1\n');
    await chmod(path, 0o000);
    const isAllMighty = process.getuid?.() === 0 || process.platform === 'win32';
    const finding = findDataset(folder, 'secret.csv');
    if (isAllMighty) await expect(finding).resolves.toMatchObject({ name: 'secret' });
    else await expect(finding).rejects.toMatchObject({ message: 'secret.csv cannot be read: you have no permission.' });
  });
});
