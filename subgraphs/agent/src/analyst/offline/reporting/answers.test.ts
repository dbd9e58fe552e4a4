import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../analyses/analysis.ts';
import { readMethod } from '../parsing/method.ts';
import { readSections } from '../parsing/sections.ts';
import type { AnalysisRequest } from '../request.ts';
import { fillAnswers } from './answers.ts';

function fill(question: string, ...found: readonly (readonly Fact[])[]): string[] {
  const { rules, body, format } = readSections(question);
  const method = readMethod(body);
  const request: AnalysisRequest = {
    analysis: 'aggregate',
    measures: [],
    statistics: [],
    groups: [],
    preparation: [],
    method,
    ignored: [],
    assumptions: [],
  };
  return fillAnswers(
    { requests: [], rules, method, unknown: [], unanswered: [], unmatched: [], ...(format && { format }) },
    found.map((facts) => ({ request: { ...request }, facts })),
  );
}

const meanOf = (group: string, by: string, value: number): Fact => ({
  quantity: 'mean',
  value,
  columns: ['yield'],
  group,
  by,
});

describe('a slot holds only what its description allows', () => {
  test('a name is not filled with a number, nor a count with a list', () => {
    expect(
      fill(
        'How? @bed[bed_name] @frosty_outliers[n] where "bed_name" is a string and "n" is an integer.',
        [{ quantity: 'mean', value: 2.5, columns: ['yield'] }],
        [
          { quantity: 'outliers', value: [1, 2], columns: ['frost'] },
          { quantity: 'outlierCount', value: 2, columns: ['frost'] },
        ],
      ),
    ).toEqual(['@bed[not found]', '@frosty_outliers[2]']);
  });

  test('what was not computed is not replaced by something else', () => {
    expect(
      fill('Test it. @t_statistic[t] @p_value[p] where "t" and "p" are numbers.', [
        { quantity: 'mean', value: 7, columns: ['yield'] },
        { quantity: 'statistic', value: 3.1, columns: ['yield'], test: 'one-way ANOVA' },
      ]),
    ).toEqual(['@t_statistic[not found]', '@p_value[not found]']);
  });

  test('decimals of one placeholder are not those of another', () => {
    expect(
      fill('How? @n[n] @r[r_value] where "n" is an integer and the other values are rounded to three decimal places.', [
        { quantity: 'correlation', value: 0.51239, columns: ['yield', 'rain'] },
        { quantity: 'count', value: 12, columns: [] },
      ]),
    ).toEqual(['@n[12]', '@r[0.512]']);
  });

  test.each([
    ['"x" is a number between 0 and 1', '0.25'],
    ['"x" is a percentage', '25.00'],
  ])('a share where %s', (said, expected) => {
    expect(
      fill(`How? @ripe_share[x] where ${said}, rounded to two decimals.`, [
        { quantity: 'share', value: 25, columns: [] },
      ]),
    ).toEqual([`@ripe_share[${expected}]`]);
  });

  test('a date is written in the form that is asked for', () => {
    expect(
      fill('When? @picking_date[d] where "d" is a string in the format DD/MM/YYYY.', [
        { quantity: 'entity', value: '2031-07-02', columns: ['picked'] },
      ]),
    ).toEqual(['@picking_date[02/07/2031]']);
  });
});

describe('a slot called after a group', () => {
  const grouped = [meanOf('yes', 'grafted', 5), meanOf('no', 'grafted', 3)];

  test('takes the group where the flag holds, or does not', () => {
    const all: Fact = { quantity: 'mean', value: 4, columns: ['yield'] };
    expect(fill('How? @mean_ungrafted[a] @mean_grafted[b] where "a" and "b" are numbers.', [all, ...grouped])).toEqual([
      '@mean_ungrafted[3]',
      '@mean_grafted[5]',
    ]);
  });

  test('takes nothing where nothing tells two slots apart', () => {
    expect(
      fill('How? @spring_mean[a] @autumn_mean[b] where "a" and "b" are numbers.', [
        { quantity: 'mean', value: 4, columns: ['yield'] },
      ]),
    ).toEqual(['@spring_mean[not found]', '@autumn_mean[not found]']);
  });

  test('takes the first of the order, and the value that goes with it', () => {
    const found: Fact[] = [
      meanOf('Gala', 'variety', 2),
      meanOf('Elstar', 'variety', 6),
      { quantity: 'entity', value: 'Elstar', columns: ['variety'], group: 'Elstar', by: 'variety', extreme: 'highest' },
      { quantity: 'entityValue', value: 6, columns: ['yield'], group: 'Elstar', of: 'mean', extreme: 'highest' },
      { quantity: 'entity', value: 'Gala', columns: ['variety'], group: 'Gala', by: 'variety', extreme: 'lowest' },
      { quantity: 'entityValue', value: 2, columns: ['yield'], group: 'Gala', of: 'mean', extreme: 'lowest' },
    ];
    expect(
      fill('Which? @worst_variety[name] @worst_variety_mean[m] where "name" is a string and "m" a number.', found),
    ).toEqual(['@worst_variety[Gala]', '@worst_variety_mean[2]']);
    expect(
      fill('Which? @best[v] @mean_yield[m] where "v" is one of "Gala", "Elstar", "Topaz" and "m" is a number.', found),
    ).toEqual(['@best[Elstar]', '@mean_yield[6]']);
  });
});

describe('a conclusion', () => {
  test('in words that only the rules give', () => {
    expect(
      fill(
        'Is it related? The strength is "strong" if |r| >= 0.7, "moderate" if 0.3 <= |r| < 0.7 and "weak" if |r| < 0.3. @strength[s] where "s" is a string.',
        [{ quantity: 'correlation', value: -0.5, columns: ['yield', 'rain'] }],
      ),
    ).toEqual(['@strength[moderate]']);
  });

  test('is not drawn from a number that was not computed', () => {
    const question =
      'Do they differ? Report "different" if p < alpha, otherwise report "alike". @verdict[v] where "v" is "different" or "alike".';
    expect(fill(question, [{ quantity: 'mean', value: 2, columns: ['yield'] }])).toEqual(['@verdict[not found]']);
    expect(fill(question, [{ quantity: 'pValue', value: 0.2, columns: ['yield'] }])).toEqual(['@verdict[alike]']);
  });
});
