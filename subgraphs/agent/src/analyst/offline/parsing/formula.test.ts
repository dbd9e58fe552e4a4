import { describe, expect, test } from '@jest/globals';
import { inventDataset } from '../../../../test/offline/invented-datasets.ts';
import { createCatalog } from '../catalog.ts';
import { describeStep } from '../reporting/describe-preparation.ts';
import { parseQuestion } from './parse-question.ts';

const { dataset } = inventDataset(
  'ships',
  [
    ['Hull Length (m)', 'FLOAT'],
    ['beam', 'FLOAT'],
    ['Draught', 'INTEGER'],
    ['Sq M', 'INTEGER'],
    ['launched', 'DATE'],
    ['harbour', 'TEXT'],
    ['Cargo Value', 'TEXT'],
  ],
  Array.from({ length: 30 }, (_, index) => ({
    'Hull Length (m)': 40 + index,
    beam: index === 4 ? -99 : 6 + (index % 5),
    Draught: 2 + (index % 4),
    'Sq M': 300 + index,
    launched: `2001-0${String(1 + (index % 9))}-11`,
    harbour: index % 2 === 0 ? 'Riga' : 'Bergen',
    'Cargo Value': `€${String(1 + index)}.5M`,
  })),
);
const catalog = createCatalog(dataset);

function stepsOf(question: string): string[] {
  return parseQuestion(question, catalog).requests.at(-1)?.preparation.map(describeStep) ?? [];
}

describe('a formula', () => {
  test.each([
    [
      'bulk = beam - 0.5 * (1 - 0.1 * Draught) * (beam - 4). What is the mean bulk?',
      'a new column `bulk`: `beam` − 0.5 × (1 − 0.1 × `Draught`) × (`beam` − 4)',
    ],
    ['slack = -beam ** 2 / (2 * Draught). Mean slack?', 'a new column `slack`: −`beam` ^ 2 ÷ (2 × `Draught`)'],
    [
      'The feature "load" is hull length divided by (beam + Draught), multiplied by 100. What is the median of load?',
      'a new column `load`: `Hull Length (m)` ÷ (`beam` + `Draught`) × 100',
    ],
    [
      'The extent is the square root of the sum of the squares of hull length, beam and draught. What is the largest extent?',
      'a new column `extent`: sqrt(square(`Hull Length (m)`) + square(`beam`) + square(`Draught`))',
    ],
    [
      '"size" is the arithmetic mean of "Hull Length (m)", "beam" and "Draught" (not rounded). What is the mean size?',
      'a new column `size`: (`Hull Length (m)` + `beam` + `Draught`) ÷ 3',
    ],
    [
      'Create log_beam as the base-10 logarithm of beam. Report the median of log_beam.',
      'a new column `log_beam`: log10(`beam`)',
    ],
    [
      'tenure = (number of days from launched to 2020-12-31) / 365.25. What is the mean tenure?',
      'a new column `tenure`: the days from `launched` to 2020-12-31 ÷ 365.25',
    ],
    [
      'The growth is the natural logarithm of (beam of the day / beam of the previous row). What is the mean growth?',
      'a new column `growth`: ln(`beam` ÷ the `beam` of the row before), in the order of the file',
    ],
    [
      'Create "density" (beam divided by square metres). What is the mean density?',
      'a new column `density`: `beam` ÷ `Sq M`',
    ],
  ])('%s', (question, step) => {
    expect(stepsOf(question)).toEqual([step]);
  });

  test.each([
    'risk = beam * (1 - wobble). What is the mean beam?',
    'The spread is the mean of beam. What is the mean beam?',
    'risk = beam / the number of sailors. What is the mean beam?',
  ])('is refused rather than read by half: %s', (question) => {
    expect(stepsOf(question).filter((step) => step.includes('new column'))).toEqual([]);
  });
});

describe('what a question made', () => {
  test.each([
    [
      'The feature "girth" is beam divided by draught. What is the correlation of the new feature and hull length?',
      ['girth', 'Hull Length (m)'],
    ],
    [
      'Create two features: "a1" (beam divided by draught) and "b1" (beam minus draught). Calculate the correlation between the two new features.',
      ['a1', 'b1'],
    ],
  ])('%s', (question, measures) => {
    expect(parseQuestion(question, catalog).requests.at(-1)).toMatchObject({ analysis: 'correlation', measures });
  });
});

describe('cleaning', () => {
  test.each([
    [
      'The value -99 in beam is a code for a missing measurement. What is the mean beam?',
      ['-99 in `beam` counts as missing'],
    ],
    [
      'Fill each missing beam with the median beam of the ships of the same harbour. What is the mean beam?',
      ['missing values of `beam` are filled with its median among rows of the same `harbour`'],
    ],
    [
      'Fill the missing values of beam by linear interpolation. What is the mean beam?',
      ['missing values of `beam` are filled with a value on the line between the ones before and after'],
    ],
    ['Remove the completely empty rows. How many rows are left?', ['rows without any value are left out']],
    [
      'Strip the spaces around the names in harbour. Which harbour has the highest mean beam?',
      ['spaces around `harbour` are removed'],
    ],
    [
      'Convert Cargo Value to a numeric column in millions of euros. What is its mean?',
      ['`Cargo Value` becomes the number written of it, in millions'],
    ],
    [
      'bulk = beam * draught. What is the mean bulk? The value -99 in beam is a code for a missing value.',
      ['-99 in `beam` counts as missing', 'a new column `bulk`: `beam` × `Draught`'],
    ],
  ])('%s', (question, steps) => {
    const [request] = parseQuestion(question, catalog).requests;
    expect(request?.preparation.map(describeStep)).toEqual(steps);
  });
});

test.each([
  [
    'Add a 5-day moving average of beam. What is the maximum of the moving average?',
    'a new column `moving average`: the mean over 5 rows, this one the last, of `beam`, in the order of `launched`',
  ],
])('%s', (question, step) => {
  expect(stepsOf(question)).toEqual([step]);
});

test('a list of columns is the last one of so many', () => {
  const question =
    'Normalize the hull length, beam and draught columns and combine them into one index. Apply min-max normalization to each of the three columns. The index of a ship is the arithmetic mean of its three normalized values. What is the maximum of the index?';
  expect(stepsOf(question).at(-1)).toBe('a new column `index`: (`Hull Length (m)` + `beam` + `Draught`) ÷ 3');
  expect(stepsOf(question)).toHaveLength(4);
});
