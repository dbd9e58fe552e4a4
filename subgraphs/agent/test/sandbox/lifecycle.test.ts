import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { childProcesses, eventually, startSandbox, type SandboxFixture, kernelDirectories } from './sandbox-fixture.ts';

let fixture: SandboxFixture;

beforeAll(async () => {
  fixture = await startSandbox({ maxKernels: 2, maxKernelsPerUser: 1 });
}, 120_000);

afterAll(async () => {
  await fixture[Symbol.asyncDispose]();
});

/** Resolves to true when the promise settles within the time. */
async function settles(promise: Promise<unknown>, withinMs: number): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), withinMs));
  return Promise.race([promise.then(() => true), late]);
}

describe('limits on kernels', () => {
  test('make a run wait until a kernel of the same user is closed', async () => {
    const first = await fixture.open({ userId: 'a' });
    const second = fixture.open({ userId: 'a' });
    await expect(settles(second, 300)).resolves.toBe(false);
    await first.dispose();
    await (await second).dispose();
  });

  test('of one user hold up nobody else', async () => {
    const first = await fixture.open({ userId: 'a' });
    const waiting = fixture.open({ userId: 'a' });
    const other = await fixture.open({ userId: 'b' });
    await first.dispose();
    await (await waiting).dispose();
    await other.dispose();
  });

  test('let many runs through, one after the other', async () => {
    const results = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const kernel = await fixture.open({ userId: `user ${index % 3}` });
        expect((await childProcesses()).length).toBeLessThanOrEqual(4);
        const { result } = await kernel.run(`result(${index})`);
        await kernel.dispose();
        return result;
      }),
    );
    expect(results).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('are left by a run that is cancelled while it waits', async () => {
    const first = await fixture.open({ userId: 'a' });
    const controller = new AbortController();
    const waiting = fixture.open({ userId: 'a', signal: controller.signal });
    controller.abort(new Error('changed my mind'));
    await expect(waiting).rejects.toThrow('changed my mind');
    await first.dispose();
    await (await fixture.open({ userId: 'a' })).dispose();
  });
});

describe('cancelling', () => {
  test.each([
    ['code', 'print("go"); for (;;);'],
    [
      'a query',
      `print('go'); sql('SELECT count(*) FROM range(1000000) a, range(1000000) b, range(1000000) c WHERE a.range + b.range = c.range')`,
    ],
  ])('ends %s at once, with the reason of the signal', async (_name, code) => {
    const kernel = await fixture.open();
    const controller = new AbortController();
    const running = kernel.run(code, {
      signal: controller.signal,
      onOutput: () => controller.abort(new Error('cancelled by the user')),
    });
    await expect(running).rejects.toThrow('cancelled by the user');
    await kernel.dispose();
    await expect(kernel.run('1')).rejects.toThrow('cancelled by the user');
  });

  test('the whole run ends its kernel', async () => {
    const controller = new AbortController();
    const kernel = await fixture.open({ signal: controller.signal });
    const running = kernel.run('for (;;);');
    controller.abort(new Error('run cancelled'));
    await expect(running).rejects.toThrow('run cancelled');
  });
});

describe('a kernel', () => {
  test('runs its pieces one after the other', async () => {
    const kernel = await fixture.open();
    const pieces = ['let n = 1; result(n)', 'n += 1; result(n)', 'n *= 5; result(n)'];
    const executions = await Promise.all(pieces.map((piece) => kernel.run(piece)));
    expect(executions.map(({ result }) => result)).toEqual([1, 2, 10]);
    await kernel.dispose();
  });

  test('that is closed leaves no process and no file', async () => {
    const kernel = await fixture.open();
    await kernel.run(`sql('CREATE TEMP TABLE t AS SELECT * FROM range(1000)')`);
    await kernel.dispose();
    await eventually('only the spare child', async () => (await childProcesses()).length <= 1);
    await eventually('only its directory', async () => (await kernelDirectories(fixture)).length <= 1);
  });

  test('refuses code that is too long', async () => {
    const kernel = await fixture.open();
    const execution = await kernel.run(`// ${'x'.repeat(600_000)}`);
    expect(execution).toMatchObject({ ok: false, error: { name: 'RangeError' } });
    await kernel.dispose();
  });

  test('of a dataset that cannot be read is SANDBOX_UNAVAILABLE, and its place is free again', async () => {
    const path = join(fixture.directory, 'broken.parquet');
    await writeFile(path, 'not parquet');
    for (const dataset of [path, join(fixture.directory, 'absent.parquet')]) {
      const opening = fixture.open({ dataset: { path: dataset, format: 'parquet' } });
      await expect(opening).rejects.toMatchObject({ code: 'SANDBOX_UNAVAILABLE' });
    }
    await (await fixture.open()).dispose();
  });

  test('does not change the dataset', async () => {
    const before = await stat(fixture.dataset.path);
    const kernel = await fixture.open();
    for (const statement of [
      `COPY (SELECT 1) TO 'dataset.parquet'`,
      `EXPLAIN ANALYZE COPY (SELECT 1 AS one) TO 'dataset.parquet'`,
      `DELETE FROM data`,
      `INSERT INTO data SELECT * FROM data`,
    ]) {
      const { error } = await kernel.run(`sql(${JSON.stringify(statement)})`);
      expect(error?.name).toBe('SqlError');
    }
    await kernel.dispose();
    const after = await stat(fixture.dataset.path);
    expect([after.size, after.mtimeMs]).toEqual([before.size, before.mtimeMs]);
  });
});

describe('the sandbox', () => {
  test('describes itself', () => {
    const { engine, jail, language, guide } = fixture.sandbox.description;
    expect({ engine, jail, language }).toEqual({
      engine: 'javascript',
      jail: fixture.jail.kind,
      language: 'javascript',
    });
    expect(guide).toContain('sql(text, ...params)');
  });

  test('that is killed leaves no orphan', async () => {
    const program = join(import.meta.dirname, 'doomed-server.ts');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [program, fixture.dataset.path, join(fixture.directory, 'doomed')],
      {
        timeout: 60_000,
      },
    ).catch((error: unknown) => error as { stdout: string });
    const children = stdout.trim().split(' ').map(Number);
    expect(children.length).toBeGreaterThanOrEqual(2);
    await eventually('the children of a killed server end', () => Promise.resolve(children.every(hasEnded)));
  });
});

/** A process that nobody has waited for yet is a zombie: it has ended. */
function hasEnded(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}
