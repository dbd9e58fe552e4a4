import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** What the browser saved, under the name it gave; gone with the folder when it is disposed of. */
export interface Downloaded extends AsyncDisposable {
  readonly fileName: string;
  readonly path: string;
  readonly bytes: Buffer;
  readonly text: string;
}

/** What the page has the browser save when `act` is done. */
export async function download(page: Page, act: () => Promise<void>): Promise<Downloaded> {
  const [saved] = await Promise.all([page.waitForEvent('download'), act()]);
  const folder = await mkdtemp(join(tmpdir(), 'mas-download-'));
  const fileName = saved.suggestedFilename();
  const path = join(folder, fileName);
  await saved.saveAs(path);
  const bytes = await readFile(path);
  return {
    fileName,
    path,
    bytes,
    text: bytes.toString('utf8'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
