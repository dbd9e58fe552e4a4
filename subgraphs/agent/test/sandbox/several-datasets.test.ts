import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kernel, KernelOptions } from '../../src/sandbox/sandbox.ts';
import { startSandbox, writeParquet, type SandboxFixture } from './sandbox-fixture.ts';

const orders = `SELECT * FROM (VALUES (1, 'ada', 10), (2, 'alan', 20), (3, 'ada', 5), (4, 'nobody', 7))
  AS t (id, customer, amount)`;
const customers = `SELECT * FROM (VALUES ('ada', 'UK'), ('alan', 'UK'), ('grace', 'US')) AS t (customer, country)`;
const joined = `SELECT country, sum(amount) AS total FROM data LEFT JOIN customers USING (customer)
  GROUP BY 1 ORDER BY 1 NULLS LAST`;

describe('a kernel with several datasets', () => {
  let fixture: SandboxFixture;
  let kernel: Kernel;
  let options: Pick<KernelOptions, 'dataset' | 'otherDatasets'>;

  beforeAll(async () => {
    fixture = await startSandbox({}, orders);
    const other = join(fixture.directory, 'customers.parquet');
    await writeParquet(other, customers);
    await writeParquet(join(fixture.directory, 'foreign.parquet'), customers);
    options = {
      dataset: { ...fixture.dataset, table: 'orders' },
      otherDatasets: [{ path: other, format: 'parquet', table: 'customers' }],
    };
    kernel = await fixture.open(options);
  }, 120_000);
  afterAll(async () => {
    await kernel.dispose();
    await fixture[Symbol.asyncDispose]();
  });

  const resultOf = async (code: string, on = kernel) => {
    const { error, result } = await on.run(code);
    expect(error).toBeUndefined();
    return result;
  };

  test('has each as a table of its own name, and the first as data and df', async () => {
    const code = `const count = (table) => sql('SELECT count(*) AS n FROM ' + table)[0].n;
      result([count('data'), count('orders'), count('customers'), df.shape])`;
    expect(await resultOf(code)).toEqual([4, 4, 3, [4, 3]]);
  });

  test('joins them in SQL', async () => {
    expect(await resultOf(`result(sql(\`${joined}\`))`)).toEqual([
      { country: 'UK', total: 35 },
      { country: null, total: 7 },
    ]);
  });

  test('reaches no other file, and writes to none of them', async () => {
    const attempts = [
      `FROM '${fixture.directory}/foreign.parquet'`,
      `FROM read_parquet('${fixture.directory}/customers.parquet')`,
      `FROM 'dataset-2.parquet'`,
      `FROM glob('*')`,
      `COPY (SELECT 1) TO 'dataset-1.parquet'`,
      `DROP VIEW customers`,
      `CREATE OR REPLACE VIEW customers AS SELECT 1`,
      `ATTACH 'dataset-1.parquet'`,
    ];
    for (const attempt of attempts) {
      const { error } = await kernel.run(`sql(${JSON.stringify(attempt)})`);
      expect(error).toMatchObject({ name: 'SqlError' });
    }
    expect(await resultOf(`result(sql('SELECT count(*) AS n FROM customers')[0].n)`)).toBe(3);
  });

  test('keeps variables from one to the next, also when the other datasets are others', async () => {
    await resultOf(`const byCountry = sql(\`${joined}\`); let note = 'kept'; result(1)`);
    const { bytes } = await kernel.saveVariables();
    await using next = disposing(await fixture.open({ dataset: fixture.dataset, variables: bytes }));
    expect(await resultOf('result([byCountry[0].total, note])', next.kernel)).toEqual([35, 'kept']);
    const { error } = await next.kernel.run(`sql('FROM customers')`);
    expect(error?.message).toContain('customers');
  });

  test('takes CSV beside Parquet, and names that look like SQL', async () => {
    const path = join(fixture.directory, 'prices.csv');
    await writeFile(path, 'id,price\n1,2.5\n2,3.5\n', { mode: 0o644 });
    const table = 'a"; DROP VIEW data; --';
    const others = [{ path, format: 'csv', table } as const];
    await using next = disposing(await fixture.open({ ...options, otherDatasets: others }));
    const from = `FROM data JOIN "${table.replaceAll('"', '""')}" USING (id)`;
    expect(await resultOf(`result(sql(${JSON.stringify(`SELECT sum(price) AS p ${from}`)})[0].p)`, next.kernel)).toBe(
      6,
    );
  });

  test('is not opened without one of its files', async () => {
    const gone = { path: join(fixture.directory, 'gone.parquet'), format: 'parquet', table: 'gone' } as const;
    await expect(fixture.open({ ...options, otherDatasets: [gone] })).rejects.toMatchObject({
      code: 'SANDBOX_UNAVAILABLE',
    });
  });
});

function disposing(kernel: Kernel): AsyncDisposable & { readonly kernel: Kernel } {
  return { kernel, [Symbol.asyncDispose]: () => kernel.dispose() };
}
