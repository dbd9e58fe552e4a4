import { describe, expect, it } from '@jest/globals';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { column, startProfiling } from './profiling-harness.ts';

const rows = (count: number) => `a,b,c\n${'1,2.5,some text\n'.repeat(count)}`;

describe('a profile worker', () => {
  it('is killed at its deadline', async () => {
    await using profiling = await startProfiling({ deadlineMs: 50 });
    expect(await profiling.refusal(rows(500_000))).toMatchObject({ code: 'TIMEOUT' });
  });

  it('is killed when nobody waits for it any more', async () => {
    await using profiling = await startProfiling();
    const path = join(profiling.directory, 'input.csv');
    await writeFile(path, rows(500_000));
    const abort = new AbortController();
    const reason = new Error('the sender has gone');
    const profile = profiling.profilePath(path, abort.signal);
    setTimeout(() => abort.abort(reason), 50);
    await expect(profile).rejects.toBe(reason);
    await expect(profiling.profilePath(path, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('lets others wait for their turn', async () => {
    await using profiling = await startProfiling({ maxWorkers: 1 });
    const path = join(profiling.directory, 'input.csv');
    await writeFile(path, rows(100));
    const profiles = await Promise.all(Array.from({ length: 4 }, () => profiling.profilePath(path)));
    expect(profiles.map((profile) => profile.rows)).toEqual([100, 100, 100, 100]);
  });

  it('tells what it read, and what it refused', async () => {
    await using profiling = await startProfiling();
    const profile = await profiling.profile(Buffer.from('name,price\nDo\xf1a,2.5\n', 'latin1'));
    expect(profile).toMatchObject({ rows: 1, format: { encoding: 'windows-1252', delimiter: ',' } });
    expect(column(profile, 'name').topValues).toEqual([{ value: 'Doña', count: 1 }]);
    const refusal = { code: 'UNSUPPORTED_FILE', message: expect.stringContaining('is empty') as unknown };
    expect(await profiling.refusal('')).toEqual(refusal);
  });

  it('cannot read a file through what a CSV says, and leaves its scratch folder empty', async () => {
    await using profiling = await startProfiling();
    await mkdir(join(profiling.directory, 'secret'));
    const hostile = `read_text('/etc/passwd'),"x FROM read_csv('/etc/passwd') --"\n1,"'); COPY (SELECT 1) TO '/tmp/x';--"\n`;
    const profile = await profiling.profile(hostile);
    expect(profile.columns.map(({ name }) => name)).toEqual([
      "read_text('/etc/passwd')",
      "x FROM read_csv('/etc/passwd') --",
    ]);
    const workers = (await readdir(profiling.scratch)).filter((name) => name.startsWith('profiler-'));
    const left = await Promise.all(workers.map((name) => readdir(join(profiling.scratch, name), { recursive: true })));
    expect(left.flat().filter((name) => name !== 'scratch' && name !== 'data')).toEqual([]);
  });
});
