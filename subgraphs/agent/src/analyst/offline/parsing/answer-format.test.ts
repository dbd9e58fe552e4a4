import { describe, expect, test } from '@jest/globals';
import { findAnswerFormat } from './answer-format.ts';
import { decide, readDecisionRules } from './decision-rules.ts';
import { splitSentences } from './sections.ts';

describe('an answer format', () => {
  test('names its slots, with the decimals and the words allowed in each', () => {
    const format = findAnswerFormat(
      'How tall? Answer as @height[h] @verdict[v] where "h" is a number rounded to three decimal places and "v" is a string that is either "tall" or "short".',
    );
    expect(format?.slots).toMatchObject([
      { name: 'height', placeholders: ['h'], decimals: 3, options: [] },
      { name: 'verdict', options: ['tall', 'short'] },
    ]);
  });

  test.each([
    ['@n[integer]', { type: 'integer' }],
    ['@x[value] rounded to the nearest tenth', { decimals: 1 }],
    ['@x[number, rounded to 2 decimals]', { decimals: 2, placeholders: ['number'] }],
    ['@ok[True] if so, else @ok[False]', { options: ['True', 'False'] }],
    ['@sign[positive/negative]', { options: ['positive', 'negative'] }],
    ['@list[first, second, ...]', { placeholders: ['first', 'second'] }],
  ])('%s', (text, slot) => {
    expect(findAnswerFormat(text)?.slots[0]).toMatchObject(slot);
  });

  test('is absent from ordinary questions, an e-mail address included', () => {
    expect(findAnswerFormat('Send it to me@example.org [soon]')).toBeUndefined();
  });
});

describe('rules for a conclusion', () => {
  const labels = ['significant', 'not significant'];

  test.each([
    [
      'If the p-value is less than 0.05, report that it is significant, otherwise it is not significant.',
      0.01,
      'significant',
    ],
    [
      'If the p-value is less than 0.05, report that it is significant, otherwise it is not significant.',
      0.2,
      'not significant',
    ],
    [
      'Consider it significant if p < 0.01. If the p-value is at least 0.01, conclude that it is not significant.',
      0.03,
      'not significant',
    ],
  ])('%s p = %d', (text, pValue, label) => {
    const rules = readDecisionRules(splitSentences(text), labels);
    expect(decide(rules, { pValue })).toBe(label);
  });

  test('hold only when all their conditions do', () => {
    const rules = readDecisionRules(
      [
        'Call it strong if the p-value is below 0.05 and the absolute value of r is greater than or equal to 0.7.',
        'Call it weak if the p-value is below 0.05 and the absolute value of r is less than 0.7.',
      ],
      ['strong', 'weak'],
    );
    expect(decide(rules, { pValue: 0.001, correlation: -0.8 })).toBe('strong');
    expect(decide(rules, { pValue: 0.001, correlation: 0.3 })).toBe('weak');
    expect(decide(rules, { pValue: 0.5, correlation: 0.9 })).toBeUndefined();
  });
});
