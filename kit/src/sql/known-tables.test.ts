import { describe, expect, test } from '@jest/globals';
import { checkOwnName, KnownTables } from './known-tables.ts';

describe('KnownTables', () => {
  test('has datasets and steps, whatever their case in ASCII', () => {
    const tables = new KnownTables(['data', 'Größe']);
    tables.addStep('Step');
    expect(['DATA', 'größe', 'sTEP', 'GRÖSSE', 'other'].map((name) => tables.has(name))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(tables.names()).toEqual(['data', 'Größe', 'Step']);
  });

  test('lets a step have the name of a step, but not of a dataset', () => {
    const tables = new KnownTables(['data']);
    tables.addStep('step');
    expect(() => tables.checkStepName('STEP')).not.toThrow();
    expect(() => tables.checkStepName('Data')).toThrow('is a dataset');
  });
});

describe('checkOwnName', () => {
  test.each(['a', 'Über 2023', '漢字', '2024-01', '_x', 'a'.repeat(100)])('lets %s through', (name) => {
    expect(() => checkOwnName(name)).not.toThrow();
  });

  test.each([
    '',
    'a.csv',
    'a/b',
    '*',
    'a"b',
    ' a',
    '-a',
    'DuckDB_settings',
    'pg_class',
    'sqlite_x',
    'pragma_x',
    'a'.repeat(101),
  ])('refuses %j', (name) => {
    expect(() => checkOwnName(name)).toThrow('A name that a statement gives');
  });
});
