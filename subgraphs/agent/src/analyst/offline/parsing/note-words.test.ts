import { describe, expect, test } from '@jest/globals';
import type { Dataset } from '../../../dataset/dataset.ts';
import { createCatalog } from '../catalog.ts';
import { findColumns } from './column-finder.ts';
import { notePhrases } from './note-words.ts';
import { parseQuestion } from './parse-question.ts';
import { tokenize } from './words.ts';

const notes: Readonly<Record<string, string>> = {
  bm: 'Body mass of the bird, in grams',
  sx: 'Sex; f or m',
  v7: 'Number of units sold per order',
  q: 'Net turnover in US dollars',
  q2: 'Gross turnover in US dollars',
  mass: '',
};

function dataset(names: readonly string[]): Dataset {
  const columns = names.map((name) => {
    const isText = name === 'sx';
    return {
      name,
      type: isText ? ('TEXT' as const) : ('FLOAT' as const),
      pandasType: isText ? 'object' : 'float64',
      nulls: 0,
      distinct: isText ? 2 : 90,
      topValues: [],
    };
  });
  const columnNotes = Object.entries(notes).map(([column, note]) => ({ column, note }));
  const profile = { rows: 100, columns };
  return { fileId: '1', name: 'd', description: '', summary: '', storageUri: 'local://d', profile, columnNotes };
}

const catalog = createCatalog(dataset(['bm', 'sx', 'v7', 'q', 'q2']));
const found = (text: string, from = catalog) =>
  findColumns(text, tokenize(text), from, new Set()).map(({ column, alternatives }) => [column.name, ...alternatives]);

describe('the words of a note', () => {
  test.each([
    ['What is the average body mass?', [['bm']]],
    ['What is the average mass?', [['bm']]],
    ['How many units were sold?', [['v7']]],
    ['What is the net turnover by sex?', [['q'], ['sx']]],
    ['What is the turnover?', [['q', 'q2']]],
    ['How many birds are there?', []],
    ['How many grams?', []],
    ['Which order came first?', []],
  ])('mean their column: %s', (question, columns) => {
    expect(found(question)).toEqual(columns);
  });

  test('are weaker than a name', () => {
    expect(found('What is the average mass?', createCatalog(dataset(['bm', 'mass'])))).toEqual([['mass']]);
  });

  test('lead to a request, and to a sentence that says so', () => {
    const { requests, unknown } = parseQuestion('What is the mean body mass by sex?', catalog);
    expect(requests).toMatchObject([{ measures: ['bm'], groups: [{ column: 'sx' }] }]);
    expect(requests[0]?.assumptions).toContain('I took “body mass” to mean `bm`.');
    expect(unknown).toEqual([]);
  });

  test('are what a column is, not its codes or its unit', () => {
    expect(notePhrases('Outcome: 1 = died, 0 = survived')).toEqual([['outcome']]);
    expect(notePhrases('Number of units sold per order')).toEqual([['unit', 'sold']]);
    expect(notePhrases('total')).toEqual([]);
    expect(notePhrases('')).toEqual([]);
  });
});
