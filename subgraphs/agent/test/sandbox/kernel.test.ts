import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Execution, Kernel } from '../../src/sandbox/sandbox.ts';
import { startSandbox, writeParquet, type SandboxFixture } from './sandbox-fixture.ts';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';

let fixture: SandboxFixture;
let kernel: Kernel;

beforeAll(async () => {
  fixture = await startSandbox();
  kernel = await fixture.open();
}, 120_000);

afterAll(async () => {
  await kernel.dispose();
  await fixture[Symbol.asyncDispose]();
});

async function run(code: string): Promise<Execution> {
  return kernel.run(code);
}

async function resultOf(code: string): Promise<unknown> {
  const execution = await run(code);
  expect(execution.error).toBeUndefined();
  return execution.result;
}

describe('sql', () => {
  test('returns rows as plain objects with JavaScript values', async () => {
    const code = `result(sql('SELECT id, "group", day, price, area FROM data ORDER BY id LIMIT 2'))`;
    await expect(resultOf(code)).resolves.toEqual([
      { id: 0, group: 'group 0', day: '2024-01-01', price: 0, area: null },
      { id: 1, group: 'group 1', day: '2024-01-02', price: 1.5, area: 2 },
    ]);
  });

  test('takes positional and numbered parameters', async () => {
    const code = `result([
      sql('SELECT count(*) AS n FROM data WHERE id >= ? AND "group" = ?', 50, 'group 1')[0].n,
      sql('SELECT count(*) AS n FROM data WHERE id >= $1 AND id < $1 + 10', 50)[0].n,
      sql('SELECT ? AS x', 1.5)[0].x, sql('SELECT ? AS x', true)[0].x, sql('SELECT ? IS NULL AS x', null)[0].x,
    ])`;
    await expect(resultOf(code)).resolves.toEqual([16, 10, 1.5, true, true]);
  });

  test.each([
    ['sum(id)', 4950],
    ['9007199254740993::BIGINT', '9007199254740993'],
    ['12::UBIGINT', 12],
    ['170141183460469231731687303715884105727::HUGEINT', 1.7014118346046923e38],
    ['1.25::DECIMAL(5,2)', 1.25],
    [`DATE '2024-02-29'`, '2024-02-29'],
    [`TIMESTAMP '2024-02-29 10:11:12.5'`, '2024-02-29T10:11:12.5'],
    [`TIMESTAMPTZ '2024-02-29 10:00:00+02'`, '2024-02-29T08:00:00Z'],
    [`TIME '10:11:12'`, '10:11:12'],
    [`'NaN'::DOUBLE`, null],
    ['[1, 2]', [1, 2]],
    [`{'a': 1, 'b': DATE '2024-01-01'}`, { a: 1, b: '2024-01-01' }],
    [`MAP {'k': 1}`, { k: 1 }],
    ['true', true],
    [`'a'::ENUM('a', 'b')`, 'a'],
    ['NULL', null],
  ])('gives %s as %p', async (expression, expected) => {
    const value = await resultOf(`result(sql(\`SELECT ${expression} AS x FROM data GROUP BY ALL LIMIT 1\`)[0].x)`);
    expect(value).toEqual(expected);
  });

  test('throws SqlError with the message of DuckDB and the line', async () => {
    const { error } = await run(`const before = 1;\nsql('SELECT nope FROM data');`);
    expect(error).toMatchObject({ name: 'SqlError', line: 2 });
    expect(error?.message).toContain('"nope" not found');
  });

  test('can be caught by the code', async () => {
    const code = `try { sql('SELECT 1 +') } catch (error) { result([error.name, error instanceof Error]) }`;
    await expect(resultOf(code)).resolves.toEqual(['SqlError', true]);
  });

  test('pivots, summarises and describes', async () => {
    const code = `result([
      Object.keys(sql('PIVOT (SELECT id < 50 AS low, "group", price FROM data) ON "group" USING sum(price) GROUP BY low')[0]).length,
      sql('SUMMARIZE data').length, sql('DESCRIBE data').map((c) => c.column_name), sql('FROM data LIMIT 3').length,
    ])`;
    await expect(resultOf(code)).resolves.toEqual([4, 5, ['id', 'group', 'day', 'price', 'area'], 3]);
  });

  test('keeps temporary tables for later pieces', async () => {
    await run(`sql('CREATE TEMP TABLE step AS SELECT id FROM data WHERE id < 5')`);
    await expect(resultOf(`result(sql('SELECT count(*) AS n FROM step'))`)).resolves.toEqual([{ n: 5 }]);
  });
});

describe('df', () => {
  test('is the dataset as a DataFrame with missing numbers as NaN', async () => {
    const code = `result([df.shape, df.columns, df['price'].mean(), df['area'].isNa().values.filter(Boolean).length])`;
    const columns = ['id', 'group', 'day', 'price', 'area'];
    await expect(resultOf(code)).resolves.toEqual([[100, 5], columns, 74.25, 10]);
  });

  test('groups, and prints as a table', async () => {
    const { output } = await run(`print(df.groupby(['group']).agg({ price: 'mean' }))`);
    expect(output).toContain('price_mean');
    expect(output).toMatch(/group 0 +74\.25/);
  });

  test('can be replaced', async () => {
    await run(`df = df.head(3)`);
    await expect(resultOf(`result(df.shape)`)).resolves.toEqual([3, 5]);
  });

  test('is a sample of a large dataset, and says so', async () => {
    const path = join(fixture.directory, 'large.parquet');
    await writeParquet(path, 'SELECT i AS id FROM range(150000) AS numbers(i)');
    await using large = disposable(await fixture.open({ dataset: { path, format: 'parquet' }, userId: 'other' }));
    const { result, notices } = await large.kernel.run(`result([df.shape[0], sql('SELECT count(*) AS n FROM data')])`);
    expect(result).toEqual([100_000, [{ n: 150_000 }]]);
    expect(notices.join()).toContain('sample of 100000 of 150000 rows');
  });
});

describe('csv', () => {
  test('is read with types found', async () => {
    const path = join(fixture.directory, 'small.csv');
    await writeFile(path, 'name,age\nAnn,30\nBob,\n');
    await using csv = disposable(await fixture.open({ dataset: { path, format: 'csv' }, userId: 'other' }));
    const { result } = await csv.kernel.run(`result(sql('FROM data'))`);
    expect(result).toEqual([
      { name: 'Ann', age: 30 },
      { name: 'Bob', age: null },
    ]);
  });
});

describe('output', () => {
  test('arrives while the code runs', async () => {
    const chunks: string[] = [];
    const code = `print('first'); sql('SELECT 1'); print('second', 2, null, [1, 2], { a: 1 })`;
    const { output } = await kernel.run(code, { onOutput: (text) => chunks.push(text) });
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks.join('')).toBe(output);
    expect(output).toBe('first\nsecond 2 null [1,2] {"a":1}\n');
  });

  test('of console.log is the same', async () => {
    const { output } = await run(`console.log('a', 1)`);
    expect(output).toBe('a 1\n');
  });

  test('has charts and tables as artifacts, in their order', async () => {
    const { artifacts } = await run(`
      table([{ a: 1, b: 'x' }, { a: 2, c: null }], 'Objects');
      chart({ mark: 'bar', data: { values: [{ a: 1 }] }, encoding: { x: { field: 'a' } } }, 'Bars');
      table([['name', 'n'], ['x', 1]]);
    `);
    expect(artifacts).toEqual([
      {
        kind: 'table',
        title: 'Objects',
        columns: ['a', 'b', 'c'],
        rows: [
          [1, 'x', null],
          [2, null, null],
        ],
        totalRows: 2,
      },
      expect.objectContaining({ kind: 'chart', title: 'Bars', spec: expect.objectContaining({ mark: 'bar' }) }),
      { kind: 'table', title: 'Table', columns: ['name', 'n'], rows: [['x', 1]], totalRows: 1 },
    ]);
  });

  test('has artifacts whose titles and columns hold nothing that nobody sees', async () => {
    const { artifacts } = await run(`
      table([{ 'pri\\u202ece': 1 }], 'Sales\\u202e.exe');
      chart({ mark: 'bar', title: 'mo\\u200bnths', data: { values: [{ a: 1 }] }, encoding: { x: { field: 'a' } } });
    `);
    expect(artifacts).toMatchObject([
      { title: 'Sales.exe', columns: ['price'], rows: [[1]] },
      { title: 'months', spec: { title: 'months' } },
    ]);
  });

  test('has the last result, made of JSON values', async () => {
    const code = `result(1); result([NaN, Infinity, 10n, 2n ** 70n, new Date(0), new Map([['a', 1]]), new Set([1]),
      new Float64Array([1, 2]), undefined, () => 1, new dfd.Series([1, 2]), new Error('e')])`;
    const huge = '1180591620717411303424';
    const error = { name: 'Error', message: 'e' };
    const expected = [
      null,
      null,
      10,
      huge,
      '1970-01-01T00:00:00.000Z',
      { a: 1 },
      [1],
      [1, 2],
      null,
      null,
      [1, 2],
      error,
    ];
    await expect(resultOf(code)).resolves.toEqual(expected);
  });

  test('has no result when none was given', async () => {
    expect(await run('1 + 1')).not.toHaveProperty('result');
  });
});

describe('caps', () => {
  test('cut the output at 256 KiB', async () => {
    const { output, notices, ok } = await run(`for (let i = 0; i < 1e4; i++) print('é'.repeat(1000))`);
    expect(ok).toBe(true);
    expect(Buffer.byteLength(output)).toBeLessThanOrEqual(256 * 1024);
    expect(notices).toEqual(['The output was cut at 256 KiB.']);
  });

  test('cut a long result to its beginning', async () => {
    const { result, notices } = await run(`result(Array.from({ length: 1e6 }, (_, i) => i))`);
    expect(Array.isArray(result) && result.length).toBeGreaterThan(100_000);
    expect(notices.join()).toMatch(/first \d+ of 1000000 items/);
  });

  test('drop a long text', async () => {
    const execution = await run(`result('x'.repeat(2e6))`);
    expect(execution).not.toHaveProperty('result');
    expect(execution.notices.join()).toContain('larger than 1024 KiB');
  });

  test('keep ten artifacts', async () => {
    const { artifacts, notices } = await run(`for (let i = 0; i < 12; i++) table([{ i }])`);
    expect(artifacts).toHaveLength(10);
    expect(notices.join()).toContain('first 10 charts and tables');
  });

  test('refuse an artifact above 5 MiB with an error that the code can repair', async () => {
    const { error } = await run(
      `chart({ data: { values: Array.from({ length: 3e5 }, (_, i) => ({ i, x: 'y'.repeat(20) })) } })`,
    );
    expect(error).toMatchObject({ name: 'RangeError', line: 1 });
    expect(error?.message).toContain('5 MiB');
  });

  test('cut long tables', async () => {
    const { artifacts, notices } = await run(`table(Array.from({ length: 20000 }, (_, i) => ({ i })))`);
    expect(artifacts[0]).toMatchObject({ totalRows: 20_000 });
    expect(notices.join()).toContain('10000 of 20000 rows');
  });
});

describe('variables', () => {
  test('live on from piece to piece and may be declared again', async () => {
    await run(
      `const a = 1; let b = 2; var c = 3; function f() { return a + b } class K { v = 7 } const { d, e: [g] } = { d: 4, e: [5] };`,
    );
    await expect(resultOf(`const a = 10; result([a, b, c, f(), new K().v, d, g])`)).resolves.toEqual([
      10, 2, 3, 12, 7, 4, 5,
    ]);
  });

  test('of a piece that failed stay', async () => {
    await run(`const early = 'kept'; null.x`);
    await expect(resultOf(`result(early)`)).resolves.toBe('kept');
  });

  test('come back in another kernel, and what cannot be kept is named', async () => {
    const path = fixture.dataset.path;
    await using first = disposable(await fixture.open({ userId: 'saver' }));
    await first.kernel.run(`
      const plain = { n: NaN, big: 10n, when: new Date(5), map: new Map([['k', new Set([1])]]), typed: new Float32Array([1.5]),
        $: 'own', nothing: undefined, minus: -0 };
      const frame = df.head(2); const series = df['price'].head(2); const grouped = df.groupby(['group']).agg({ price: 'mean' });
      const helper = () => 1; const model = new ml.SimpleLinearRegression([1, 2], [2, 4]);
      const loop = {}; loop.self = loop;
    `);
    const saved = await first.kernel.saveVariables();
    expect(saved.names.toSorted()).toEqual(['frame', 'grouped', 'plain', 'series']);
    expect(saved.dropped).toEqual([
      { name: 'helper', reason: 'functions are not kept' },
      { name: 'model', reason: 'instances of SimpleLinearRegression are not kept' },
      { name: 'loop', reason: 'it refers to itself' },
    ]);
    await using second = disposable(
      await fixture.open({ userId: 'restorer', dataset: { path, format: 'parquet' }, variables: saved.bytes }),
    );
    const { result, error } = await second.kernel.run(`result([
      Number.isNaN(plain.n), plain.big === 10n, plain.when.getTime(), plain.map.get('k').has(1), plain.typed instanceof Float32Array,
      plain.$, 'nothing' in plain, Object.is(plain.minus, -0), frame.shape, frame['price'].mean(), series.values, grouped.columns])`);
    expect(error).toBeUndefined();
    expect(result).toEqual([
      true,
      true,
      5,
      true,
      true,
      'own',
      true,
      true,
      [2, 5],
      0.75,
      [0, 1.5],
      ['group', 'price_mean'],
    ]);
  });

  test('above the cap are dropped one by one', async () => {
    await using small = disposable(await fixture.open({ userId: 'small', limits: { variablesBytes: 1024 } }));
    await small.kernel.run(`const little = 1; const large = 'x'.repeat(5000)`);
    const saved = await small.kernel.saveVariables();
    expect(saved.names).toEqual(['little']);
    expect(saved.dropped[0]?.name).toBe('large');
  });

  test('that are not what was saved break nothing', async () => {
    const variables = Buffer.from('{"a":{"$":"frame"},"b":1');
    await using broken = disposable(await fixture.open({ userId: 'broken', variables }));
    await expect(broken.kernel.run('result(1)')).resolves.toMatchObject({ ok: true, result: 1 });
  });
});

describe('errors', () => {
  test.each([
    ['let x = 1;\nfunction f() {\n  throw new TypeError("no");\n}\nf();', 'TypeError', 3],
    ['const a = 1;\n\nundefinedName', 'ReferenceError', 3],
    ['const a =\n  1;\nfoo(', 'SyntaxError', 3],
    ['import fs from "fs"', 'SyntaxError', 1],
    ['await Promise.reject(new RangeError("later"))', 'RangeError', undefined],
    ['const {\n a,\n b } = null', 'TypeError', 2],
  ])('in %p are told with their line', async (code, name, line) => {
    const { ok, error } = await run(code);
    expect(ok).toBe(false);
    expect(error?.name).toBe(name);
    if (line !== undefined) expect(error?.line).toBe(line);
  });

  test('of a promise that nothing settles end the piece', async () => {
    const { error } = await run('await new Promise(() => {})');
    expect(error?.message).toContain('nothing will ever settle');
  });
});

describe('a piece that was stopped', () => {
  test('does not end the next one when it settles late', async () => {
    await using fresh = disposable(await fixture.open({ userId: 'late' }));
    const stopped = `for (;;) { await null; if (globalThis.opened) break }`;
    await expect(fresh.kernel.run(stopped, { timeoutMs: 300 })).resolves.toMatchObject({ ok: false });
    const next = `globalThis.opened = true; await new Promise((resolve) => setTimeout(resolve, 10)); result('whole')`;
    await expect(fresh.kernel.run(next)).resolves.toMatchObject({ ok: true, result: 'whole' });
  });
});

describe('libraries', () => {
  test('are there: statistics, distributions, machine learning, text, tensors', async () => {
    const code = `
      const forest = new ml.RandomForestRegression({ nEstimators: 5, seed: 1, maxFeatures: 2 });
      forest.train([[1, 5], [2, 6], [3, 5], [4, 7]], [1, 2, 3, 4]);
      result([
        ss.mean([1, 2, 3]), Math.round(jStat.studentt.cdf(0, 5) * 1e6) / 1e6, new ml.SimpleLinearRegression([1, 2, 3], [2, 4, 6]).slope,
        ml.kmeans([[1], [1.1], [9]], 2, { seed: 1 }).clusters.length, new ml.PCA([[1, 2], [2, 4.1], [3, 6.2]]).getExplainedVariance()[0] > 0.9,
        new ml.KNN([[1], [2], [10]], [0, 0, 1], { k: 1 }).predict([[9]])[0], forest.predict([[2, 5]]).length,
        nlp('She lives in Paris').places().out('array'),
        dfd.tensorflow.tensor2d([[1, 2], [3, 4]]).matMul(dfd.tensorflow.tensor2d([[1, 0], [0, 1]])),
      ])`;
    const matrix = [
      [1, 2],
      [3, 4],
    ];
    await expect(resultOf(code)).resolves.toEqual([2, 0.5, 2, 3, true, 1, 1, ['Paris'], matrix]);
  });

  test('give the same random numbers in every kernel', async () => {
    const draws: unknown[] = [];
    for (const userId of ['one', 'two']) {
      await using fresh = disposable(await fixture.open({ userId }));
      draws.push((await fresh.kernel.run('result([Math.random(), Math.random()])')).result);
    }
    expect(draws[0]).toEqual(draws[1]);
  });
});

describe('the guide', () => {
  test('has examples that work', async () => {
    const path = join(fixture.directory, 'houses.parquet');
    const query = `SELECT ['north', 'south'][1 + i % 2] AS region, ['new', 'used'][1 + i % 2] AS kind, i AS area,
      i * 3 + 5 * (i % 2) AS price FROM range(40) AS numbers(i)`;
    await writeParquet(path, query);
    const examples = fixture.sandbox.description.guide.split(/^\/\/ \d\. .*$/m).slice(1);
    expect(examples).toHaveLength(3);
    await using houses = disposable(await fixture.open({ dataset: { path, format: 'parquet' }, userId: 'guide' }));
    for (const example of examples) {
      const { error, result } = await houses.kernel.run(example);
      expect(error).toBeUndefined();
      expect(result).toBeDefined();
    }
  });
});

function disposable(opened: Kernel): { readonly kernel: Kernel } & AsyncDisposable {
  return { kernel: opened, [Symbol.asyncDispose]: () => opened.dispose() };
}
