import { describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readIfThere } from './read-if-there.ts';

describe('a file that may not be there', () => {
  it('is its text, nothing when it is absent, and an error when it cannot be read', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'mas-test-'));
    try {
      await writeFile(join(directory, 'there'), 'text');
      expect(await readIfThere(join(directory, 'there'))).toBe('text');
      expect(await readIfThere(join(directory, 'absent'))).toBeUndefined();
      await expect(readIfThere(directory)).rejects.toThrow('EISDIR');
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});
